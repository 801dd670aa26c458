import { session } from '@skrin/shared/api/session'
import { readSetupCode } from '@skrin/bff/household/setupCode'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

let skrin: Skrin
let code: string

beforeEach(async () => {
  skrin = await startSkrin()
  code = (await readSetupCode(skrin.context.db, skrin.context.masterKey)) ?? ''
})
afterEach(() => skrin.stop())

const setUp = (request: object) =>
  skrin.browser().api('POST', '/setup', { code, name: 'Ada', password: PASSWORD, ...request })
const members = () => skrin.context.db.selectFrom('members').selectAll().execute()

describe('H4: set-up', () => {
  it('makes the owner and signs them in', async () => {
    const browser = skrin.browser()

    const answer = await browser.api('POST', '/setup', { code, name: 'Ada', password: PASSWORD })

    expect(answer.parse(session)).toMatchObject({
      member: { name: 'Ada', role: 'owner' },
      setup: 'done',
    })
    expect((await browser.api('GET', '/accounts')).status).toBe(200)
  })

  it('takes the code as it is typed', async () => {
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')}`

    expect((await setUp({ code: typed })).status).toBe(200)
  })

  it.each(['', 'AAAA-AAAA-AAAA-AAAA-AAAA', 'Ω'])(
    'is refused without the right code: "%s"',
    async (wrong) => {
      const answer = await setUp({ code: wrong })

      expect(answer.status).toBe(403)
      expect(answer.json).toMatchObject({ code: 'setup_code_invalid' })
      expect(await members()).toEqual([])
    },
  )

  it('allows few wrong codes, and none the quicker for a made-up address', async () => {
    const statuses: number[] = []

    for (let tries = 0; tries < 12; tries++) {
      const answer = await skrin.browser().send({
        method: 'POST',
        path: '/api/setup',
        headers: {
          'x-csrf': '1',
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/json',
          'x-forwarded-for': `203.0.113.${tries}`,
        },
        body: JSON.stringify({ code: 'wrong', name: 'Eve', password: PASSWORD }),
      })
      statuses.push(answer.status)
    }

    expect(statuses).toEqual([...Array<number>(10).fill(403), 429, 429])
  })

  it('makes one owner of two at once', async () => {
    const answers = await Promise.all([
      setUp({ name: 'Ada' }),
      setUp({ name: 'Eve' }),
      setUp({ name: 'Mal' }),
    ])

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    expect(await members()).toHaveLength(1)
  })

  it('cannot be done again, with the right code neither', async () => {
    await setUp({})

    const answer = await setUp({ name: 'Eve' })

    expect(answer.status).toBe(409)
    expect(answer.json).toMatchObject({ code: 'setup_done' })
    expect(await readSetupCode(skrin.context.db, skrin.context.masterKey)).toBeNull()
  })

  it('has the same code after a restart, and another one on another machine', async () => {
    await using other = await startSkrin()

    expect(await readSetupCode(skrin.context.db, skrin.context.masterKey)).toBe(code)
    expect(await readSetupCode(other.context.db, other.context.masterKey)).not.toBe(code)
    expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){4}[2-9A-HJ-NP-Z]{4}$/)
  })
})

describe('H5: the password', () => {
  it.each([
    ['seven!7', 400, 'password_too_short'],
    ['12345678', 400, 'password_too_common'],
    ['Football', 400, 'password_too_common'],
    ['aaaaaaaaaaaa', 400, 'password_too_common'],
    ['adaadaada', 200, undefined],
    ['Ada 12345', 400, 'password_too_common'],
    ['skrin-2026', 400, 'password_too_common'],
    ['83-41-77-20-96', 200, undefined],
    ['blått hav og æøå', 200, undefined],
    ['🦊🦉🐝🐙', 400, 'password_too_short'],
    ['x 1'.repeat(100), 200, undefined],
  ])('%s', async (password, status, problem) => {
    const answer = await setUp({ password })

    expect(answer.status).toBe(status)
    if (problem !== undefined)
      expect(answer.json).toMatchObject({ code: problem, field: 'password' })
  })

  it('is kept as argon2id and nowhere else', async () => {
    await setUp({})

    const [owner] = await members()
    expect(owner?.password_hash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/,
    )
    expect(JSON.stringify(owner) + skrin.logLines.join()).not.toContain(PASSWORD)
  })

  it('works however its letters are composed', async () => {
    await setUp({ password: 'bla\u030att hav og natt' })

    const answer = await skrin
      .browser()
      .api('POST', '/session', { name: 'ada', password: 'bl\u00e5tt hav og natt' })

    expect(answer.status).toBe(200)
  })
})

describe('the demo', () => {
  const demoMembers = [
    { id: 'ingrid', name: 'Ingrid', role: 'owner' },
    { id: 'emma', name: 'Emma', role: 'child' },
  ] as const

  it('shows its people, and any of them can be entered with one click', async () => {
    await using demo = await startSkrin({ demoMembers })
    const browser = demo.browser()
    const before = (await browser.api('GET', '/session')).json

    const answer = await browser.api('POST', '/session', { member: 'emma' })

    expect(before).toMatchObject({ member: null, setup: 'done', demo: { members: demoMembers } })
    expect(answer.json).toMatchObject({ member: demoMembers[1], demo: { members: demoMembers } })
  })

  it('has nobody with a password, nobody else, and no set-up', async () => {
    await using demo = await startSkrin({ demoMembers })
    const post = (path: string, body: object) => demo.browser().api('POST', path, body)

    const unknown = await post('/session', { member: 'nobody' })
    const password = await post('/session', { name: 'Ingrid', password: '' })
    const setup = await post('/setup', { code, name: 'Eve', password: PASSWORD })

    expect([unknown.status, password.status, setup.status]).toEqual([401, 401, 409])
  })

  it('keeps its people over a restart', async () => {
    await using demo = await startSkrin({ demoMembers })
    await demo.context.close()

    await using again = await startSkrin({ dataDir: demo.dataDir })

    expect((await again.browser().api('GET', '/session')).json).toMatchObject({
      demo: { members: demoMembers },
    })
  })

  it('does not begin without its people', async () => {
    const start = startSkrin({ env: { SKRIN_DEMO: 'on' } })

    await expect(start).rejects.toThrow('the demo has no members')
  })

  it('is off where it is switched off, whatever lies in the data folder', async () => {
    await using real = await startSkrin({ demoMembers, env: { SKRIN_DEMO: 'off' } })

    expect((await real.browser().api('GET', '/session')).json).toMatchObject({
      demo: null,
      setup: 'needed',
    })
  })
})
