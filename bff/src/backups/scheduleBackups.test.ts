import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MemberId } from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import type { Log } from '../log.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestMember } from '../store/testRows.ts'
import { readBackupState } from './backupState.ts'
import { listBackups } from './listBackups.ts'
import { makeBackup } from './makeBackup.ts'
import { backUpIfDue } from './scheduleBackups.ts'

const HOUR_MS = 60 * 60_000
const masterKey = Buffer.alloc(32, 'the key')

describe.each(engines)('scheduled backups on %s', (engine) => {
  let store: TestDatabase
  let dir: string
  let now: number
  let lines: string[]
  let log: Log
  const clock = { now: () => now }

  beforeEach(async () => {
    now = Date.parse('2026-03-01T12:00:00Z')
    store = await openTestDatabase(engine)
    dir = join(store.dataDir, 'backups')
    lines = []
    log = createLog('info', { write: (line) => void lines.push(line) })
  })
  afterEach(() => store.close())

  const look = (over: { db?: TestDatabase['db']; keep?: number; dir?: string } = {}) =>
    backUpIfDue({
      config: {
        dataDir: store.dataDir,
        backups: { everyMs: 24 * HOUR_MS, keep: over.keep ?? 7, dir: over.dir ?? dir },
      },
      db: over.db ?? store.db,
      clock,
      log,
      masterKey,
    })
  const names = () => listBackups(dir).map(({ name }) => name)

  it('are made once there is somebody, and then every day', async () => {
    await look()
    const ofNobody = names()
    await insertTestMember(store.db, 'ingrid' as MemberId)
    await look()
    now += 23 * HOUR_MS
    await look()
    now += HOUR_MS
    await look()

    expect(ofNobody).toEqual([])
    expect(names()).toEqual(['2026-03-01T120000Z-scheduled', '2026-03-02T120000Z-scheduled'])
    expect(await readBackupState(store.db)).toMatchObject({ goodAt: now })
  })

  it('are made by one of several replicas', async () => {
    await insertTestMember(store.db, 'ingrid' as MemberId)
    // In one process two connections to SQLite would wait for each other without a turn of the event loop.
    const other = engine === 'postgres' ? await store.open() : store.db

    await Promise.all([look(), look({ db: other }), look(), look({ db: other })])

    expect(names()).toHaveLength(1)
  })

  it('go, the oldest first, and leave alone what somebody asked for', async () => {
    await insertTestMember(store.db, 'ingrid' as MemberId)
    const config = { dataDir: store.dataDir, backups: { everyMs: null, keep: 1, dir } }
    await makeBackup({ config, db: store.db, clock, masterKey }, 'asked')
    for (let day = 0; day < 4; day++) {
      await look({ keep: 2 })
      now += 24 * HOUR_MS
    }

    expect(names()).toEqual([
      '2026-03-01T120000Z-asked',
      '2026-03-03T120000Z-scheduled',
      '2026-03-04T120000Z-scheduled',
    ])
  })

  it('that fail are logged and tried again after a while', async () => {
    await insertTestMember(store.db, 'ingrid' as MemberId)
    const file = join(store.dataDir, 'file')
    writeFileSync(file, '')

    await look({ dir: join(file, 'backups') })
    now += HOUR_MS / 6
    await look()
    const soon = names()
    now += HOUR_MS / 6
    await look()

    expect(lines.join()).toContain('backup.failed')
    expect(soon).toEqual([])
    expect(names()).toHaveLength(1)
  })

  it('leave nothing unfinished behind, also not what a killed program began', async () => {
    await insertTestMember(store.db, 'ingrid' as MemberId)
    const unfinished = join(dir, '.unfinished-2026')
    mkdirSync(unfinished, { recursive: true })
    now = statSync(unfinished).mtimeMs + 2 * HOUR_MS

    await look()

    expect(existsSync(unfinished)).toBe(false)
    expect(readdirSync(dir)).toHaveLength(1)
    rmSync(dir, { recursive: true })
  })
})
