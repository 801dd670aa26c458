import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MemberId } from '@skrin/shared/brand'
import { createSealer } from '../auth/sealing.ts'
import { sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { ABSOLUTE_MS, createSessionStore } from '../store/sessionStore.ts'
import type { SessionStore } from '../store/sessionStore.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestMember, toTestSession } from '../store/testRows.ts'
import { ATTEMPT_MS, claimAttempt, createAttempt } from './connectAttempts.ts'
import type { ConnectAttempt } from './connectAttempts.ts'

const member = 'ingrid' as MemberId
const owner = { member, bank: 'bank1', sessionHash: sha256('session-1') }
const expected = { bank: 'bank1', state: 'state-1' }
const attempt: ConnectAttempt = {
  stage: 'authorize',
  choices: {},
  label: null,
  renew: null,
  client: 'household',
  returnTo: null,
  purpose: 'reading',
  state: 'state-1',
  codeVerifier: 'code-verifier-1',
}

let store: TestDatabase
let db: Database
let sessions: SessionStore
let now: number
const clock = { now: () => now }
const sealer = createSealer(randomBytes(32), 'connect attempt')
const create = () => createAttempt({ db, clock, sealer }, owner, attempt)
const claim = (id: string, changes: Partial<typeof expected> = {}) =>
  claimAttempt({ db, clock, sealer }, id, { ...expected, ...changes })

describe.each(engines)('on %s', (engine) => {
  beforeEach(async () => {
    now = 1_700_000_000_000
    store = await openTestDatabase(engine)
    db = store.db
    sessions = createSessionStore({ db, clock })
    await insertTestMember(db, member)
    await sessions.put('session-1', toTestSession(member, now))
  })
  afterEach(() => store.close())

  it('comes back as it was put in, for whoever began it', async () => {
    const id = await create()

    expect(await claim(id)).toEqual({ status: 'claimed', owner, attempt })
  })

  it('F11: counts once, also for two at the same time', async () => {
    const id = await create()

    const claims = await Promise.all([claim(id), claim(id), claim(id)])

    expect(claims.map(({ status }) => status).sort()).toEqual(['claimed', 'used', 'used'])
  })

  it('is refused at another bank, with another state and under another id, and then still counts', async () => {
    const id = await create()

    expect(await claim(id, { bank: 'bank2' })).toEqual({ status: 'refused' })
    expect(await claim(id, { state: 'state-2' })).toEqual({ status: 'refused' })
    expect(await claim(id, { state: '' })).toEqual({ status: 'refused' })
    expect(await claim('another-id')).toEqual({ status: 'refused' })
    expect(await claim(id)).toMatchObject({ status: 'claimed' })
  })

  it('is refused after its ten minutes', async () => {
    const id = await create()
    now += ATTEMPT_MS

    expect(await claim(id)).toEqual({ status: 'refused' })
  })

  it('F12: is refused after signing out', async () => {
    const id = await create()
    await sessions.destroy('session-1')

    expect(await claim(id)).toEqual({ status: 'refused' })
  })

  it('is refused once the session behind it is over', async () => {
    now += ABSOLUTE_MS - 1000
    const id = await create()
    now += 1000

    expect(await claim(id)).toEqual({ status: 'refused' })
  })

  it('is refused when its row was exchanged for another one', async () => {
    const [one, other] = [await create(), await create()]
    const { sealed } = await db
      .selectFrom('connect_attempts')
      .select('sealed')
      .where('id_hash', '=', sha256(other))
      .executeTakeFirstOrThrow()
    await db
      .updateTable('connect_attempts')
      .set({ sealed })
      .where('id_hash', '=', sha256(one))
      .execute()

    expect(await claim(one)).toEqual({ status: 'refused' })
  })

  it('keeps no secret and no id in clear in the database', async () => {
    const id = await create()

    const rows = JSON.stringify(await db.selectFrom('connect_attempts').selectAll().execute())

    expect(rows).not.toContain('code-verifier-1')
    expect(rows).not.toContain('state-1')
    expect(rows).not.toContain(id)
  })
})
