import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countOpening } from '@skrin/bff/auth/sealedRows'
import { createSealer } from '@skrin/bff/auth/sealing'
import { VAULT_PURPOSE, grantOwner } from '@skrin/bff/auth/vault'
import { openDatabase } from '@skrin/bff/store/database'
import type { Database } from '@skrin/bff/store/database'
import { MAINTENANCE } from '@skrin/bff/store/instances'
import { isKeyFitting } from '@skrin/bff/store/keyCanary'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { insertTestConnection, insertTestMember } from '@skrin/bff/store/testRows'
import { connectionId, memberId } from '@skrin/shared/api/primitives'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import { systemEnv } from './harness/systemEnv.ts'

const cli = fileURLToPath(new URL('../../bff/src/cli/main.ts', import.meta.url))
const ingrid = v.parse(memberId, 'ingrid')
const connection = v.parse(connectionId, 'connection-1')
const keyOf = (text: string) => Buffer.from(text, 'base64')
const oldKey = Buffer.alloc(32, 'old').toString('base64')
const newKey = Buffer.alloc(32, 'new').toString('base64')

function open(place: TestPlace): Promise<Database> {
  return openDatabase(
    { dataDir: place.dataDir, databaseUrl: place.engine },
    { databaseUrl: place.databaseUrl },
  )
}

async function read<T>(place: TestPlace, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await open(place)
  try {
    return await work(db)
  } finally {
    await db.destroy()
  }
}

/** A household with a sealed row, made and ended with this key, or with one of its own in the data folder. */
async function makeHousehold(place: TestPlace, key?: string): Promise<void> {
  const skrin = await startSkrin({ place, env: key === undefined ? {} : { SKRIN_KEY: key } })
  const { db, masterKey } = skrin.context
  await insertTestMember(db, ingrid)
  await insertTestConnection(db, { id: connection, member: ingrid, bank: 'seb' })
  const sealed = createSealer(masterKey, VAULT_PURPOSE).seal('{}', grantOwner(ingrid, connection))
  await db
    .insertInto('vault')
    .values({
      connection_id: connection,
      member_id: ingrid,
      sealed,
      generation: 1,
      lease_owner: null,
      lease_until: 0,
    })
    .execute()
  await skrin.stop()
}

describe.each(engines)('rotate-key on %s', (engine) => {
  let place: TestPlace

  beforeEach(async () => {
    place = await createTestPlace(engine)
  })
  afterEach(() => place.remove())

  it('T7: seals everything with the key that comes on standard input, and prints none', async () => {
    await makeHousehold(place, oldKey)

    const ran = await runSkrin(
      ['rotate-key'],
      { ...place.env, SKRIN_KEY: oldKey },
      { stdin: `${newKey}\n` },
    )

    expect(ran).toMatchObject({ code: 0 })
    expect(ran.stdout).toContain('Sealed 1 secrets with the new key.')
    expect(ran.stdout + ran.stderr).not.toContain(newKey)
    await read(place, async (db) => {
      expect(await isKeyFitting(db, keyOf(newKey))).toBe(true)
      expect(await countOpening(db, keyOf(newKey))).toEqual({ rows: 1, open: 1 })
      expect(await countOpening(db, keyOf(oldKey))).toEqual({ rows: 1, open: 0 })
    })
  })

  it('changes nothing while Skrin runs, and nothing with a key that is not the household’s', async () => {
    await makeHousehold(place, oldKey)
    const skrin = await startSkrin({ place, env: { SKRIN_KEY: oldKey } })
    const env = { ...place.env, SKRIN_KEY: oldKey }

    const running = await runSkrin(['rotate-key'], env, { stdin: newKey, clock: skrin.clock })
    await skrin.stop()
    const strange = await runSkrin(['rotate-key'], { ...env, SKRIN_KEY: newKey }, { stdin: oldKey })
    const nothing = await runSkrin(['rotate-key'], env, { stdin: 'no key' })

    expect(running).toMatchObject({ code: 1, stderr: expect.stringContaining('Skrin is running') })
    expect(strange).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nothing was changed'),
    })
    expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('not 32 bytes') })
    await read(place, async (db) => {
      expect(await countOpening(db, keyOf(oldKey))).toEqual({ rows: 1, open: 1 })
    })
  })

  it('knows every column that is sealed', async () => {
    const sealed = await read(place, async (db) => {
      const tables = await db.introspection.getTables()
      return tables
        .filter(({ columns }) => columns.some(({ name }) => name === 'sealed'))
        .map(({ name }) => name)
    })

    // The first three are sealed anew by auth/sealedRows.ts, the others are of ten minutes and dropped.
    const known = ['vault', 'bank_clients', 'totp', 'connect_attempts', 'sign_in_challenges']
    expect(sealed.sort()).toEqual(known.sort())
  })
})

describe('the key file', () => {
  let place: TestPlace
  let path: string

  beforeEach(async () => {
    place = await createTestPlace('sqlite')
    path = join(place.dataDir, 'skrin.key')
    await makeHousehold(place)
  })
  afterEach(() => place.remove())

  const keys = () =>
    readdirSync(place.dataDir)
      .filter((name) => name.startsWith('skrin.key'))
      .sort()
  const opens = (key: string) =>
    read(place, async (db) => (await countOpening(db, keyOf(key))).open === 1)

  it('is replaced whole, and the old one is kept beside it', async () => {
    const before = readFileSync(path, 'utf8')

    const { code, stdout } = await runSkrin(['rotate-key'], place.env)

    const [, old = ''] = keys()
    expect(code).toBe(0)
    expect(stdout).toContain(join(place.dataDir, old))
    expect(keys()).toEqual(['skrin.key', expect.stringMatching(/^skrin\.key\.old-2/)])
    expect(readFileSync(join(place.dataDir, old), 'utf8')).toBe(before)
    expect(await opens(readFileSync(path, 'utf8'))).toBe(true)
  })

  /** The very command, killed as a power cut would the moment it calls this of node:fs for the nth time. */
  async function killAt(call: 'fsyncSync' | 'linkSync' | 'renameSync'): Promise<void> {
    const cut = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'
      fs.${call} = () => process.kill(process.pid, 'SIGKILL'); syncBuiltinESMExports()`
    const child = spawn(process.execPath, [cli, 'rotate-key'], {
      cwd: place.dataDir,
      env: {
        ...systemEnv,
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(cut)}`,
        ...place.env,
      },
    })
    await once(child, 'exit')
    expect(child.signalCode).toBe('SIGKILL')
    // As after the minute in which a command that was killed still counts as running.
    await read(place, (db) => db.deleteFrom('meta').where('key', '=', MAINTENANCE).execute())
  }

  it.each(['fsyncSync', 'linkSync', 'renameSync'] as const)(
    'opens everything after a rotation that was killed at %s, and the next start finds it',
    async (call) => {
      await killAt(call)
      const candidates = [path, `${path}.new`].filter((file) => existsSync(file))
      const opening = []
      for (const file of candidates) opening.push(await opens(readFileSync(file, 'utf8')))

      const skrin = await startSkrin({ place, env: {} })
      const counted = await countOpening(skrin.context.db, skrin.context.masterKey)
      await skrin.stop()

      expect(opening.filter((isOpen) => isOpen)).toEqual([true])
      expect(counted).toEqual({ rows: 1, open: 1 })
      expect(await opens(readFileSync(path, 'utf8'))).toBe(true)
    },
  )

  it('can be rotated again after a rotation that was killed', async () => {
    await killAt('linkSync')

    const { code } = await runSkrin(['rotate-key'], place.env)

    expect(code).toBe(0)
    expect(await opens(readFileSync(path, 'utf8'))).toBe(true)
  })

  it('is not needed in a copy of the folder: without it nothing opens, with it everything', async () => {
    const copy = await createTestPlace('sqlite')
    cpSync(place.dataDir, copy.dataDir, { recursive: true })
    rmSync(join(copy.dataDir, 'skrin.key'))

    expect(await read(copy, (db) => countOpening(db, keyOf(newKey)))).toEqual({ rows: 1, open: 0 })
    await copy.remove()
  })
})
