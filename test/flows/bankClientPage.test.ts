import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bankClientsAnswer } from '@skrin/shared/api/bankClients'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enterBankClient, fromOwnPage, openForm, postForm } from './harness/bankClientForm.ts'
import type { Browser } from './harness/browser.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

const MINUTE_MS = 60_000
const client = { clientId: 'client-1234', clientSecret: 'bank-secret-canary-1' }
const path = '/bank-clients/seb'

let skrin: Skrin

beforeAll(async () => {
  skrin = await startSkrin()
})
afterAll(() => skrin.stop())

let people = 0
/** Each test has a person of its own, with nothing entered yet. */
async function enter(): Promise<{ name: string; browser: Browser }> {
  const name = `Person ${++people}`
  return { name, browser: await skrin.signIn(name) }
}

const kept = async (browser: Browser) =>
  (await browser.api('GET', '/bank-clients')).parse(bankClientsAnswer).bankClients
const sealedOf = () => skrin.context.db.selectFrom('bank_clients').selectAll().execute()

describe('C1, C2: a form that another page sends', () => {
  it.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of another port of this host', { 'sec-fetch-site': 'same-site' }],
    ['typed by nobody', { 'sec-fetch-site': 'none' }],
    ['of another origin, in an old browser', { origin: 'https://evil.example' }],
    ['without an origin', { origin: 'null' }],
    ['that says nothing of itself', {}],
  ])('is refused: %s', async (_, about) => {
    const { browser } = await enter()
    const token = await openForm(browser, 'seb')
    const { 'content-type': type } = fromOwnPage

    const answer = await postForm(browser, 'seb', {
      fields: { token, ...client },
      headers: { 'content-type': type, ...about },
    })

    expect(answer.status).toBe(403)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(await kept(browser)).toEqual([])
  })

  it('is taken from an old browser that only tells the origin', async () => {
    const { browser } = await enter()
    const token = await openForm(browser, 'seb')
    const headers = { 'content-type': fromOwnPage['content-type'], origin: skrin.url }

    const answer = await postForm(browser, 'seb', { fields: { token, ...client }, headers })

    expect(answer.status).toBe(303)
  })

  it.each([
    ['none', () => Promise.resolve('')],
    ['one of another bank', (own: Browser) => openForm(own, 'sbanken')],
    ['one of another session', async () => openForm((await enter()).browser, 'seb')],
  ])('is refused without the token of this form: %s', async (_, token) => {
    const { browser } = await enter()

    const answer = await postForm(browser, 'seb', {
      fields: { token: await token(browser), ...client },
    })

    expect(answer.status).toBe(403)
    expect(answer.text).toContain('open the form again')
    expect(await kept(browser)).toEqual([])
  })

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x'])(
    'is refused as %s',
    async (type) => {
      const { browser } = await enter()
      const token = await openForm(browser, 'seb')

      const answer = await postForm(browser, 'seb', {
        fields: { token, ...client },
        headers: { ...fromOwnPage, 'content-type': type },
      })

      expect(answer.status).toBe(400)
      expect(await kept(browser)).toEqual([])
    },
  )

  it('P5: is refused when it is huge', async () => {
    const { browser } = await enter()
    const fields = { token: await openForm(browser, 'seb'), clientId: 'x'.repeat(20_000) }

    const answer = await postForm(browser, 'seb', { fields })

    expect(answer.status).toBe(413)
  })
})

describe('who may', () => {
  it('sends somebody who is not signed in there, and back to the form after it', async () => {
    const stranger = skrin.browser()

    const looked = await stranger.visit(`${path}?lang=nb&theme=dark`)
    const posted = await postForm(stranger, 'seb', { fields: client, query: '?lang=nb&theme=dark' })

    const to = `/sign-in?${new URLSearchParams({ to: `${path}?lang=nb&theme=dark` }).toString()}`
    expect([looked.status, looked.headers.location]).toEqual([303, to])
    expect([posted.status, posted.headers.location]).toEqual([303, to])
    expect(stranger.setCookies).toEqual([])
  })

  it('lets no child', async () => {
    await skrin.addMember('Emma', { role: 'child' })
    const emma = await skrin.signIn('Emma')

    const looked = await emma.visit(`${path}?lang=nb`)
    const posted = await postForm(emma, 'seb', { fields: client })

    expect([looked.status, posted.status]).toEqual([403, 403])
    expect(looked.text).toContain('Bankklienter er for de voksne')
  })

  it.each(['nobank', '__proto__', '%2e%2e', '%3Cscript%3E'])(
    'knows no bank called %s, and repeats nothing of it',
    async (bank) => {
      const { browser } = await enter()

      const answer = await browser.visit(`/bank-clients/${bank}`)

      expect(answer.status).toBe(404)
      expect(answer.text).not.toContain('<script')
    },
  )
})

describe('S9: when the last proof is long ago', () => {
  it('asks for the password in the same form, and goes on with a new session', async () => {
    const { browser } = await enter()
    skrin.clock.advance(11 * MINUTE_MS)
    const token = await openForm(browser, 'seb')
    const cookie = browser.cookies.get('skrin')
    const page = await browser.visit(path)

    const without = await postForm(browser, 'seb', { fields: { token, ...client } })
    const wrong = await postForm(browser, 'seb', {
      fields: { token, ...client, password: 'a wrong guess' },
    })
    const before = await kept(browser)
    const right = await postForm(browser, 'seb', {
      fields: { token, ...client, password: PASSWORD },
    })

    expect(page.text).toContain('name="password"')
    expect([without.status, wrong.status, right.status]).toEqual([400, 401, 303])
    expect(before).toEqual([])
    expect(await kept(browser)).toHaveLength(1)
    // S3: the old one is dead.
    const old = skrin.browser()
    old.cookies.set('skrin', cookie ?? '')
    expect((await old.visit(path)).status).toBe(303)
  })

  it('sends somebody without a password to where they prove themselves', async () => {
    const { name, browser } = await enter()
    await skrin.context.db
      .updateTable('members')
      .set({ password_hash: null })
      .where('name', '=', name)
      .execute()
    const fresh = await browser.visit(path)
    skrin.clock.advance(11 * MINUTE_MS)

    const stale = await browser.visit(path)

    expect(fresh.status).toBe(200)
    expect([stale.status, stale.headers.location]).toEqual([303, '/banks?prove=seb'])
  })

  it('H6: slows down guessing as signing in does', async () => {
    const { browser } = await enter()
    skrin.clock.advance(11 * MINUTE_MS)
    const token = await openForm(browser, 'seb')
    const guess = () =>
      postForm(browser, 'seb', { fields: { token, ...client, password: 'a wrong guess' } })

    const answers = []
    for (let tries = 0; tries < 7; tries++) answers.push(await guess())

    expect(answers.at(0)?.status).toBe(401)
    expect(answers.at(-1)?.status).toBe(429)
    expect(answers.at(-1)?.text).toContain('Too many tries')
    skrin.clock.advance(60 * MINUTE_MS)
  })
})

describe('what is typed', () => {
  it('comes back escaped, but for the secret, which comes back never', async () => {
    const { browser } = await enter()
    const token = await openForm(browser, 'seb')
    const clientId = `"><img src=x onerror=alert('1')>\u0000`

    const answer = await postForm(browser, 'seb', {
      fields: { token, clientId, clientSecret: client.clientSecret },
    })

    expect(answer.status).toBe(400)
    expect(answer.text).not.toContain('<img')
    expect(answer.text).toContain('&quot;&gt;&lt;img src=x onerror=alert(&#39;1&#39;)&gt;')
    expect(answer.text).not.toContain(client.clientSecret)
  })

  it('is kept without the spaces and line breaks around it, and shown by its end only', async () => {
    const { browser } = await enter()
    await enterBankClient(browser, 'seb', { id: ' client-1234\n', secret: '\tsecret-1 ' })

    const page = await browser.visit(`${path}?lang=en`)

    expect(await kept(browser)).toMatchObject([{ idEnding: '1234' }])
    expect(page.text).toContain('ends in 1234')
    expect(page.text).not.toMatch(/client-1234|secret-1/)
  })

  it('T6, T7: is in no log and in no row as it stands', async () => {
    const { browser } = await enter()
    const secret = 'bank-secret-canary-2'
    await enterBankClient(browser, 'seb', { id: 'client-id-canary-2', secret })

    const rows = await sealedOf()

    const log = skrin.logLines.join('\n')
    expect(log).toContain('bank_client.added')
    expect(log).not.toContain('canary-2')
    expect(rows.length).toBeGreaterThan(0)
    for (const form of [secret, Buffer.from(secret).toString('base64url').slice(0, 20)])
      expect(JSON.stringify(rows)).not.toContain(form)
  })

  it('T7: does not open in another row, of another member or bank', async () => {
    const { browser } = await enter()
    const { browser: other } = await enter()
    await enterBankClient(browser, 'seb', { id: 'client-1', secret: 'secret-1' })
    await enterBankClient(other, 'seb', { id: 'client-2', secret: 'secret-2' })
    const [mine] = await kept(browser)
    const [theirs] = await kept(other)
    const { db } = skrin.context
    const sealed = (await sealedOf()).find(({ id }) => id === theirs?.id)?.sealed ?? ''

    if (mine)
      await db.updateTable('bank_clients').set({ sealed }).where('id', '=', mine.id).execute()

    expect(await kept(browser)).toMatchObject([{ state: 'unreadable' }])
    expect(await kept(other)).toMatchObject([{ state: 'ready' }])
  })
})

it('C6: answers with every other header that pages have', async () => {
  const { browser } = await enter()

  const { headers } = await browser.visit(path)

  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'cache-control': 'no-store',
  })
})

it.each([
  ['', 'sv;q=0.5, nn-NO, en;q=0.1', 'nb'],
  ['', 'de-DE, sv-FI;q=0.8', 'sv'],
  ['', 'de-DE', 'en'],
  ['', 'constructor, sv;q=0.5', 'sv'],
  ['?lang=sv', 'nb-NO', 'sv'],
  ['?lang=xx', 'nb-NO', 'nb'],
])('speaks, at %j for %s, %s', async (query, accepted, language) => {
  const { browser } = await enter()

  const { text } = await browser.visit(path + query, { 'accept-language': accepted })

  expect(text).toContain(`<html lang="${language}"`)
})

it('tells in the demo which invented client works there, and nowhere else', async () => {
  const invented = { id: 'invented-id', secret: 'invented-secret' }
  const person = { id: 'ada', name: 'Ada', role: 'owner' as const }
  await using demo = await startSkrin({ demoMembers: [person] })
  const file = { members: [person], bankClients: { seb: invented } }
  writeFileSync(join(demo.dataDir, 'demo.json'), JSON.stringify(file))
  writeFileSync(join(skrin.dataDir, 'demo.json'), JSON.stringify(file))
  const ada = demo.browser()
  await ada.api('POST', '/session', { member: 'ada' })
  const { browser } = await enter()

  const shown = await ada.visit(path)
  const unknown = await ada.visit('/bank-clients/sbanken')
  const real = await browser.visit(path)

  expect(shown.text).toContain('<code>invented-secret</code>')
  expect([unknown.status, unknown.text.includes('invented')]).toEqual([200, false])
  expect([real.status, real.text.includes('invented-secret')]).toEqual([200, false])
})
