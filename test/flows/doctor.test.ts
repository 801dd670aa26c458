import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '@skrin/bff/store/database'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { insertTestConnection } from '@skrin/bff/store/testRows'
import type { ConnectionId } from '@skrin/shared/brand'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { findFreePort } from './harness/spawnSkrin.ts'
import { runSkrin } from './harness/runSkrin.ts'
import type { Ran } from './harness/runSkrin.ts'
import { startMailServer } from './harness/startMailServer.ts'
import { startSkrin } from './harness/startSkrin.ts'

const DAY_MS = 24 * 60 * 60_000
const key = Buffer.alloc(32, 'the key').toString('base64')
const otherKey = Buffer.alloc(32, 'other').toString('base64')

const failures = ({ stdout }: Ran) => stdout.split('\n').filter((line) => line.startsWith('FAILED'))
const linesAbout = ({ stdout }: Ran, about: string) =>
  stdout.split('\n').filter((line) => line.includes(`  ${about}: `))

describe.each(engines)('the doctor on %s', (engine) => {
  let sandbox: Sandbox
  let place: TestPlace
  let env: Record<string, string>

  beforeEach(async () => {
    sandbox = await startSandbox()
    place = await createTestPlace(engine)
    env = { ...sandbox.env, ...place.env, SKRIN_KEY: key }
    chmodSync(place.dataDir, 0o700)
    const skrin = await startSkrin({ place, env: { ...sandbox.env, SKRIN_KEY: key } })
    await skrin.addMember('Ingrid')
    await skrin.context.db.deleteFrom('meta').where('key', '=', 'last_seen_at').execute()
    await skrin.stop()
  })
  afterEach(async () => {
    await place.remove()
    await sandbox.close()
  })

  it('tells when nobody asks the banks though it was planned', async () => {
    const db = await openDatabase(
      { dataDir: place.dataDir, databaseUrl: engine },
      { databaseUrl: place.databaseUrl },
    )
    const { id } = await db.selectFrom('members').select('id').executeTakeFirstOrThrow()
    const connection = 'connection-1' as ConnectionId
    await insertTestConnection(db, { id: connection, member: id, bank: 'sparebank1' })
    const planned = await runSkrin(['doctor'], env)
    await db
      .updateTable('connections')
      .set({ next_sync_at: Date.now() - DAY_MS })
      .execute()
    await db.destroy()

    const late = await runSkrin(['doctor'], env)
    const off = await runSkrin(['doctor'], { ...env, SKRIN_SYNC: 'off' })

    expect(linesAbout(planned, 'asking banks')[0]).toMatch(/^ok /)
    expect(linesAbout(late, 'asking banks')[0]).toContain(
      '1 of 1 connections are more than an hour late',
    )
    expect(linesAbout(off, 'asking banks')[0]).toMatch(/^ok .*SKRIN_SYNC is off/)
  })

  it('M1: says whether people can turn on moving money', async () => {
    const off = await runSkrin(['doctor'], env)
    const on = await runSkrin(['doctor'], {
      ...env,
      SKRIN_TRANSFERS: 'on',
      SKRIN_TRANSFER_LIMIT: '5000',
    })

    expect(linesAbout(off, 'moving money')).toEqual([
      'ok         moving money: nobody can turn it on (SKRIN_TRANSFERS is off)',
    ])
    expect(linesAbout(on, 'moving money')).toEqual([
      'ok         moving money: adults can turn it on for a connection of theirs; 5000 a day each at most',
    ])
  })

  it('finds a household well, and changes nothing', async () => {
    await runSkrin(['backup'], env)

    const ran = await runSkrin(['doctor'], env)
    const json = await runSkrin(['doctor', '--json'], env)

    expect(failures(ran)).toEqual([])
    expect(ran.code).toBe(0)
    expect(linesAbout(ran, 'bank sparebank1')[0]).toMatch(/^ok .* answers$/)
    expect(JSON.parse(json.stdout)).toMatchObject({
      status: 'ok',
      findings: expect.arrayContaining([
        { about: 'key', status: 'ok', message: 'opens 0 of 0 sealed secrets' },
      ]),
    })
    expect(ran.stdout).not.toContain(key)
  })

  it('says that the key is another one', async () => {
    const ran = await runSkrin(['doctor'], { ...env, SKRIN_KEY: otherKey })

    expect(ran.code).toBe(1)
    expect(failures(ran)).toEqual([
      'FAILED     key: is not the one that the household was made with',
    ])
  })

  it('says which file beside the key fits', async () => {
    const file = join(place.dataDir, 'skrin.key')
    writeFileSync(file, otherKey, { mode: 0o600 })
    writeFileSync(`${file}.old-1`, key, { mode: 0o600 })

    const ran = await runSkrin(['doctor'], { ...env, SKRIN_KEY: '', SKRIN_KEY_FILE: file })

    expect(ran.stdout).toContain('skrin.key.old-1 beside it fits')
  })

  it('says that the clock is not the database’s or the banks’', async () => {
    const yesterday = { now: () => Date.now() - DAY_MS }

    const ran = await runSkrin(['doctor'], env, { clock: yesterday })

    expect(ran.code).toBe(1)
    expect(failures(ran)[0]).toMatch(/clock: is 1440 minutes behind /)
  })

  it('says that the database is newer', async () => {
    const db = await openDatabase(
      { dataDir: place.dataDir, databaseUrl: engine },
      { databaseUrl: place.databaseUrl },
    )
    await sql`insert into kysely_migration (name, timestamp) values ('999-later', '')`.execute(db)
    await db.destroy()

    const ran = await runSkrin(['doctor'], env)

    expect(failures(ran)).toEqual([
      expect.stringContaining('the database is newer than this Skrin (999-later)'),
    ])
  })

  it('says that backups do not come any more', async () => {
    await runSkrin(['backup'], env)

    const ran = await runSkrin(['doctor'], env, { clock: { now: () => Date.now() + 3 * DAY_MS } })

    expect(failures(ran)).toEqual(
      expect.arrayContaining([expect.stringContaining('backups: the last one is 72 hours old')]),
    )
  })

  it('says which bank cannot be reached, within seconds', async () => {
    const port = await findFreePort()
    const startedAt = performance.now()

    const ran = await runSkrin(['doctor'], {
      ...env,
      SKRIN_SEB_API_URL: `http://127.0.0.1:${port}`,
      SKRIN_SEB_AUTH_URL: 'https://skrin.invalid',
    })

    expect(failures(ran)).toEqual([
      expect.stringContaining('bank seb: skrin.invalid does not answer'),
      expect.stringContaining(`bank seb: 127.0.0.1:${port} does not answer (ECONNREFUSED)`),
    ])
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })
})

describe('the doctor without a database that answers', () => {
  let folder: TestPlace

  beforeEach(async () => {
    folder = await createTestPlace('sqlite')
  })
  afterEach(() => folder.remove())

  it('says that there is no household yet', async () => {
    const ran = await runSkrin(['doctor'], folder.env)

    expect(ran.code).toBe(0)
    expect(linesAbout(ran, 'database')).toEqual(['attention  database: there is none yet'])
  })

  it('says whether mail and push can leave the host, and tells no password', async () => {
    await using mail = await startMailServer()
    const port = await findFreePort()

    const without = await runSkrin(['doctor'], folder.env)
    const withBoth = await runSkrin(['doctor'], {
      ...folder.env,
      SKRIN_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
      SKRIN_MAIL_FROM: 'skrin@example.org',
      SKRIN_NTFY_URL: `http://127.0.0.1:${port}`,
      SKRIN_NTFY_TOKEN: 'hush',
    })

    expect(linesAbout(without, 'notices')).toEqual([
      'ok         notices: are shown in Skrin only: no mail or push is set up',
    ])
    expect(linesAbout(withBoth, 'notices')).toEqual([
      'ok         notices: the mail server answers',
      'FAILED     notices: the push server takes nothing (ECONNREFUSED)',
    ])
    expect(withBoth.stdout + withBoth.stderr).not.toContain('hush')
    expect(mail.mails).toEqual([])
  })

  it('says that the file is damaged', async () => {
    writeFileSync(join(folder.dataDir, 'skrin.db'), 'no database at all '.repeat(500))

    const ran = await runSkrin(['doctor'], folder.env)

    expect(ran.code).toBe(1)
    expect(failures(ran)).toEqual([expect.stringContaining('database: SQLite does not answer')])
  })

  it('says that PostgreSQL does not answer, without its address', async () => {
    const port = await findFreePort()

    const ran = await runSkrin(['doctor'], {
      ...folder.env,
      SKRIN_DATABASE_URL: `postgres://skrin:hush@127.0.0.1:${port}/skrin`,
      SKRIN_KEY: key,
    })

    expect(failures(ran)).toEqual([
      'FAILED     database: PostgreSQL does not answer (ECONNREFUSED)',
    ])
    expect(ran.stdout + ran.stderr).not.toMatch(/hush|127\.0\.0\.1/)
  })

  it('lists every wrong setting', async () => {
    const ran = await runSkrin(['doctor'], { SKRIN_PORT: 'x', SKRIN_DEMO: 'maybe' })

    expect(ran.code).toBe(1)
    expect(failures(ran)).toHaveLength(2)
  })
})
