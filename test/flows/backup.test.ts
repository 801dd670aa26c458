import {
  chmodSync,
  cpSync,
  readFileSync,
  readdirSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { hashFile } from '@skrin/bff/backups/makeBackup'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { PASSWORD } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const key = Buffer.alloc(32, 'the key').toString('base64')
const otherKey = Buffer.alloc(32, 'other').toString('base64')
const bank = 'sparebank1'

describe.each(engines)('a backup on %s', (engine) => {
  let sandbox: Sandbox
  let place: TestPlace
  let skrin: Skrin
  let env: Record<string, string>
  let backup: string
  let copies = 0

  beforeAll(async () => {
    sandbox = await startSandbox()
    place = await createTestPlace(engine)
    env = { ...sandbox.env, ...place.env, SKRIN_KEY: key }
    skrin = await startSkrin({ place, env: { ...sandbox.env, SKRIN_KEY: key } })
    const jonas = await skrin.signIn('Jonas')
    await connectBank(jonas, bank, 'Jonas')
    await jonas.api('GET', '/accounts')
  })
  afterAll(async () => {
    await skrin.stop()
    await place.remove()
    await sandbox.close()
  })

  const run = (args: readonly string[], over: Record<string, string> = {}) =>
    runSkrin(args, { ...env, ...over }, { clock: skrin.clock })

  /** The backup, to be damaged. */
  function copyBackup(): string {
    const copy = join(place.dataDir, `copy-${++copies}`)
    cpSync(backup, copy, { recursive: true })
    return copy
  }

  it('is made while the household is being written to, and holds what was there before', async () => {
    const written: number[] = []
    let isWriting = true
    const writing = (async () => {
      for (let index = 0; isWriting; index++) {
        const row = { key: `written ${index}`, value: 'x'.repeat(500) }
        await skrin.context.db.insertInto('meta').values(row).execute()
        written.push(index)
        await turn()
      }
    })()
    while (written.length < 300) await turn()
    const before = written.length

    const { code, stdout, stderr } = await run(['backup'])
    const during = written.length - before
    isWriting = false
    await writing

    expect(stderr).toContain('The key is not in it')
    expect(code).toBe(0)
    backup = stdout.split(' (')[0] ?? ''
    const kept = new DatabaseSync(join(backup, 'skrin.db'), { readOnly: true })
      .prepare("select key from meta where key like 'written %'")
      .all()
    expect(kept.length).toBeGreaterThanOrEqual(before)
    expect(during).toBeGreaterThan(0)
    const bytes = readdirSync(backup).map((name) => readFileSync(join(backup, name), 'latin1'))
    expect(bytes.join()).not.toContain(key)
  })

  it('is not made with another key than the household’s, whose own would then refuse it', async () => {
    const names = () => readdirSync(join(place.dataDir, 'backups'))
    const before = names()

    const { code, stderr } = await run(['backup'], { SKRIN_KEY: otherKey })

    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('key') })
    expect(names()).toEqual(before)
  })

  it('is listed, and found whole and open to the key', async () => {
    const list = await run(['backup', 'list', '--json'])
    const check = await run(['restore', '--check', backup])

    expect(JSON.parse(list.stdout)).toMatchObject([{ path: backup, manifest: { reason: 'asked' } }])
    expect(check.stdout).toContain('The key at hand opens it.')
    expect(check.code).toBe(0)
  })

  it('is not put in place of a household, and not while Skrin runs', async () => {
    const kept = await run(['restore', backup])
    const running = await run(['restore', '--replace', backup])

    expect(kept.code).toBe(1)
    expect(kept.stderr).toMatch(/already|running/)
    expect(running).toMatchObject({ code: 1, stderr: expect.stringContaining('running') })
  })

  it('T7: restored into an empty place it has everything, and its tokens work', async () => {
    const jonas = await skrin.signIn('Jonas')
    const { accounts } = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
    const empty = await createTestPlace(engine)

    const { code, stderr } = await run(
      ['restore', backup],
      empty.env.SKRIN_KEY ? { ...empty.env, SKRIN_KEY: key } : empty.env,
    )
    expect({ code, stderr }).toMatchObject({ code: 0 })
    for (const one of sandbox.banks.values()) one.expireAccessTokens()
    const restored = await startSkrin({
      place: empty,
      env: { ...sandbox.env, SKRIN_KEY: key },
      clock: skrin.clock,
    })
    const browser = restored.browser()
    await browser.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
    restored.clock.advance(10 * 60_000)
    const there = (await browser.api('GET', '/accounts')).parse(accountsAnswer)
    await restored.stop()
    await empty.remove()

    expect(there.accounts.map(({ id, balance }) => [id, balance])).toEqual(
      accounts.map(({ id, balance }) => [id, balance]),
    )
    expect(there.accounts.length).toBeGreaterThan(0)
    expect(there.outcomes.map(({ status }) => status)).toEqual(['ok'])
  })

  // Only where the household lies in files of the data folder.
  if (engine === 'sqlite') {
    it('makes no key where a command finds none', async () => {
      const listed = await run(['member', 'list'], { SKRIN_KEY: '' })
      const backedUp = await run(['backup'], { SKRIN_KEY: '' })
      const clients = await run(['bank-client', 'list'], { SKRIN_KEY: '' })
      const rotated = await run(['rotate-key'], { SKRIN_KEY: '' })

      expect([listed, backedUp, clients, rotated].map(({ code }) => code)).toEqual([0, 1, 1, 1])
      expect(readdirSync(place.dataDir)).not.toContain('skrin.key')
    })

    it('T7: is for its owner alone once restored, however open the disk was that it came from', async () => {
      const copy = copyBackup()
      chmodSync(join(copy, 'skrin.db'), 0o644)
      const empty = await createTestPlace(engine)

      const { code } = await run(['restore', copy], empty.env)
      const { mode } = statSync(join(empty.dataDir, 'skrin.db'))
      await empty.remove()

      expect(code).toBe(0)
      expect(mode & 0o777).toBe(0o600)
    })
  }

  it('is refused when it was cut off', async () => {
    const copy = copyBackup()
    truncateSync(join(copy, 'skrin.db'), 8192)

    const { code, stderr } = await run(['restore', '--check', copy])

    expect(code).toBe(1)
    expect(stderr).toContain('the backup is damaged: skrin.db has 8192 bytes instead of')
  })

  it('is refused when a byte of it changed', async () => {
    const copy = copyBackup()
    const bytes = readFileSync(join(copy, 'skrin.db'))
    const at = bytes.length - 100
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(join(copy, 'skrin.db'), bytes)

    const { code, stderr } = await run(['restore', copy])

    expect(code).toBe(1)
    expect(stderr).toContain('the checksum of skrin.db is another one')
  })

  it('is refused when somebody edited it and made the checksum fit', async () => {
    const copy = copyBackup()
    const database = new DatabaseSync(join(copy, 'skrin.db'))
    database.exec("update members set role = 'owner' where name = 'Jonas'")
    database.close()
    const file = join(copy, 'manifest.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8'))
    manifest.sha256 = await hashFile(join(copy, 'skrin.db'))
    writeFileSync(file, JSON.stringify(manifest))

    const { code, stderr } = await run(['restore', copy])

    expect(code).toBe(1)
    expect(stderr).toContain('the seal of its manifest does not fit')
  })

  it('is refused without its manifest, or with half of it', async () => {
    const copy = copyBackup()
    truncateSync(join(copy, 'manifest.json'), 40)

    const { code, stderr } = await run(['restore', copy])

    expect(code).toBe(1)
    expect(stderr).toContain('manifest.json is absent or damaged')
  })

  it('is not restored without its key unless asked to', async () => {
    const check = await run(['restore', '--check', backup], { SKRIN_KEY: otherKey })
    const { code, stderr } = await run(['restore', backup], { SKRIN_KEY: otherKey })

    expect(check).toMatchObject({ code: 1 })
    expect(check.stdout).toContain('The key at hand does not open it.')
    expect(code).toBe(1)
    expect(stderr).toContain('--without-key')
  })
})
