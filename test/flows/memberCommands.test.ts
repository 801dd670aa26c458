import { accessLogAnswer } from '@skrin/shared/api/accessLog'
import { session } from '@skrin/shared/api/session'
import { totpStart } from '@skrin/shared/api/signIn'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import { codeOf } from './harness/problemOf.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { showCode } from './harness/showCode.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

let place: TestPlace
let skrin: Skrin

describe.each(engines)('skrin member, beside a running Skrin on %s', (engine) => {
  beforeEach(async () => {
    place = await createTestPlace(engine)
    skrin = await startSkrin({ place })
    await skrin.addMember('Ingrid', { role: 'owner' })
    await skrin.addMember('Jonas Åse')
  })
  afterEach(async () => {
    await skrin.stop()
    await place.remove()
  })

  const run = (...args: string[]) =>
    runSkrin(['member', ...args], { ...place.env, SKRIN_PUBLIC_URL: skrin.url })
  const roles = async () => {
    const rows = await skrin.context.db.selectFrom('members').select(['name', 'role']).execute()
    return Object.fromEntries(rows.map(({ name, role }) => [name, role]))
  }

  it('list tells who lives here', async () => {
    const { stdout } = await run('list')
    const json = await run('list', '--json')

    expect(stdout).toMatch(/owner {2}since \d{4}-\d\d-\d\d {2}Ingrid\nadult {2}since .+Jonas Åse\n/)
    expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'Ingrid' }, { name: 'Jonas Åse' }])
  })

  it('invite prints a link that makes a member', async () => {
    const { code, stdout } = await run('invite', '--role', 'child', '--name', 'Emma')

    const accepted = await skrin.browser().api('POST', '/invites/accept', {
      code: new URL(stdout.trim()).hash.slice(1),
      password: PASSWORD,
    })
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^${skrin.url}/join#[\\w-]{43}\\n$`))
    expect(accepted.parse(session).member).toMatchObject({ name: 'Emma', role: 'child' })
  })

  it('reset prints a link that sets a new password and ends all sessions, and the member reads of it', async () => {
    const jonas = await skrin.signIn('Jonas Åse')

    const { stdout } = await run('reset', 'jonas ase')
    const before = (await jonas.api('GET', '/access-log')).parse(accessLogAnswer).entries
    await skrin.browser().api('POST', '/invites/accept', {
      code: new URL(stdout.trim()).hash.slice(1),
      password: 'quite another sentence',
    })

    expect(before[0]).toMatchObject({ event: 'member.invited', actor: { kind: 'cli' } })
    expect((await jonas.api('GET', '/accounts')).status).toBe(401)
  })

  it('H8: reset --codes-off is for whoever lost app and recovery codes, and they read of it', async () => {
    const jonas = await skrin.signIn('Jonas Åse')
    const { secret } = (await jonas.api('POST', '/totp')).parse(totpStart)
    await jonas.api('POST', '/totp/confirm', { code: showCode(secret, skrin.clock.now()) })
    const enter = async () => {
      const request = { name: 'Jonas Åse', password: PASSWORD }
      return codeOf(await skrin.browser().api('POST', '/session', request))
    }

    await run('reset', 'Jonas Åse')
    const kept = await enter()
    await run('reset', 'Jonas Åse', '--codes-off')

    const { entries } = (await jonas.api('GET', '/access-log')).parse(accessLogAnswer)
    expect([kept, await enter()]).toEqual(['401 second_factor_needed', '200'])
    expect(entries).toContainEqual(
      expect.objectContaining({
        event: 'totp.disabled',
        actor: expect.objectContaining({ kind: 'cli' }),
      }),
    )
  })

  it('rename gives another name, unless somebody has it', async () => {
    const taken = await run('rename', 'Jonas Åse', 'INGRID')
    const renamed = await run('rename', 'Jonas Åse', 'Jonas')

    expect(taken).toMatchObject({ code: 1, stderr: 'somebody else has that name\n' })
    expect(renamed.code).toBe(0)
    expect(await roles()).toEqual({ Ingrid: 'owner', Jonas: 'adult' })
  })

  it('S3: make-owner exchanges two roles in one step and ends both people’s sessions', async () => {
    const ingrid = await skrin.signIn('Ingrid')

    const { code } = await run('make-owner', 'Jonas Åse')

    expect(code).toBe(0)
    expect(await roles()).toEqual({ Ingrid: 'adult', 'Jonas Åse': 'owner' })
    expect((await ingrid.api('GET', '/accounts')).status).toBe(401)
    const again = await skrin.signIn('Ingrid')
    expect((await again.api('GET', '/invites')).status).toBe(403)
    expect((await run('make-owner', 'Jonas Åse')).code).toBe(0)
  })

  it('remove is for everybody but the owner', async () => {
    const jonas = await skrin.signIn('Jonas Åse')

    const owner = await run('remove', 'Ingrid')
    const removed = await run('remove', 'Jonas Åse')
    const unknown = await run('remove', 'Jonas Åse')

    expect(owner).toMatchObject({
      code: 1,
      stderr: 'the owner stays: make somebody else the owner first\n',
    })
    expect(removed.code).toBe(0)
    expect(unknown).toMatchObject({
      code: 1,
      stderr: 'nobody here is called Jonas Åse; skrin member list tells who is\n',
    })
    expect((await jonas.api('GET', '/accounts')).status).toBe(401)
    expect(await roles()).toEqual({ Ingrid: 'owner' })
  })
})

describe('skrin member remove', () => {
  it('S8: ends the member’s connections too', async () => {
    await using sandbox = await startSandboxToDispose()
    await using household = await startSkrin({ env: sandbox.env })
    await household.addMember('Ingrid', { role: 'owner' })
    await connectBank(await household.signIn('Jonas'), 'seb', 'Jonas')

    const { stdout } = await runSkrin(['member', 'remove', 'Jonas'], {
      ...sandbox.env,
      SKRIN_DATA_DIR: household.dataDir,
    })

    expect(stdout).toContain('Connections that the bank has no way to end: 1')
    expect(await household.context.db.selectFrom('vault').selectAll().execute()).toEqual([])
  })
})

async function startSandboxToDispose() {
  const sandbox = await startSandbox()
  return { env: sandbox.env, [Symbol.asyncDispose]: () => sandbox.close() }
}
