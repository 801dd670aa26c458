import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { MemberId } from '@skrin/shared/brand'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSealer } from '../auth/sealing.ts'
import { sha256 } from '../ids.ts'
import type { Database } from '../store/database.ts'
import { createSessionStore } from '../store/sessionStore.ts'
import { engines, openTestDatabase } from '../store/testDatabase.ts'
import type { TestDatabase } from '../store/testDatabase.ts'
import { insertTestMember, toTestSession } from '../store/testRows.ts'
import { claimChallenge, createChallenge } from './challenges.ts'
import { replaceRecoveryCodes, spendRecoveryCode } from './recoveryCodes.ts'
import { removeWayIn } from './removeWayIn.ts'
import { claimSsoAttempt, createSsoAttempt } from './ssoAttempts.ts'
import { linkIdentity } from './ssoIdentities.ts'
import { beginTotp, findTotp, spendTotpCode } from './totp.ts'

const ingrid = 'ingrid' as MemberId
const jonas = 'jonas' as MemberId
const now = 1_700_000_000_000
const clock = { now: () => now }
const masterKey = randomBytes(32)

let store: TestDatabase
/** Two of them on PostgreSQL; SQLite has one program, which would wait for itself. */
let replicas: Database[]

/** The same on both replicas, several times at once. */
function race<T>(work: (db: Database) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
  return Promise.allSettled([...replicas, ...replicas, ...replicas].map(work))
}
const countTrue = (results: PromiseSettledResult<boolean>[]) =>
  results.filter((result) => result.status === 'fulfilled' && result.value).length
const countDone = (results: PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === 'fulfilled').length

describe.each(engines)('on %s, in several requests and replicas at once', (engine) => {
  beforeEach(async () => {
    store = await openTestDatabase(engine)
    replicas = [store.db, engine === 'postgres' ? await store.open() : store.db]
    await insertTestMember(store.db, ingrid)
    await insertTestMember(store.db, jonas)
  })
  afterEach(() => store.close())

  it('H8: a challenge is answered once', async () => {
    const owner = { purpose: 'passkey sign-in', member: null, browserHash: 'browser-1' } as const
    const challenge = await createChallenge({ db: store.db, clock }, owner)

    const answers = await race((db) => claimChallenge({ db, clock }, challenge, owner))

    expect(countTrue(answers)).toBe(1)
  })

  it('H8: a code of the app is taken once', async () => {
    const totpSealer = createSealer(masterKey, 'totp')
    const secret = new Secret({ size: 20 })
    const totp = {
      member: ingrid,
      sealed: totpSealer.seal(secret.base32, ingrid),
      confirmedAt: now,
    }
    await store.db
      .insertInto('totp')
      .values({ member_id: ingrid, sealed: totp.sealed, confirmed_at: now, last_step: 0 })
      .execute()
    const code = TOTP.generate({ secret, timestamp: now })

    const answers = await race((db) => spendTotpCode({ db, clock, totpSealer }, totp, code))

    expect(countTrue(answers)).toBe(1)
  })

  it('H8: a code confirms the secret that it is of, and none that was begun meanwhile', async () => {
    const deps = { db: store.db, clock, totpSealer: createSealer(masterKey, 'totp') }
    const person = { id: ingrid, name: 'Ingrid', role: 'adult' } as const
    const { secret } = await beginTotp(deps, person)
    const known = await findTotp(store.db, ingrid)
    await beginTotp(deps, person)

    const code = TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: now })

    expect(known && (await spendTotpCode(deps, known, code))).toBe(false)
  })

  it('H8: a recovery code is taken once', async () => {
    const [code = ''] = await replaceRecoveryCodes(store.db, ingrid)

    const answers = await race((db) => spendRecoveryCode({ db, clock }, ingrid, code))

    expect(countTrue(answers)).toBe(1)
  })

  it('F11: a callback of the single sign-on counts once', async () => {
    const sealer = createSealer(masterKey, 'sign-in attempt')
    const id = await createSsoAttempt(
      { db: store.db, clock, sealer },
      {
        purpose: 'sign-in',
        by: null,
        state: 'state-1',
        nonce: 'nonce-1',
        codeVerifier: 'verifier-1',
        returnTo: null,
        startedAt: now,
      },
    )

    const answers = await race(async (db) => {
      const { status } = await claimSsoAttempt({ db, clock, sealer }, id, 'state-1')
      return status === 'claimed'
    })

    expect(countTrue(answers)).toBe(1)
  })

  it('F10: an identity belongs to whoever linked it first', async () => {
    const identity = { issuer: 'https://id.example/', subject: 'subject-1', label: 'Home' }

    const people = [ingrid, jonas, ingrid, jonas]

    const links = await Promise.allSettled(
      people.map((member, index) =>
        linkIdentity({ db: replicas[index % 2] ?? store.db, clock }, member, identity),
      ),
    )

    const rows = await store.db.selectFrom('oidc_identities').selectAll().execute()
    expect(rows).toHaveLength(1)
    expect(countDone(links)).toBe(2)
  })

  it('S3: a session is renewed once, and leaves one that lives', async () => {
    const session = toTestSession(ingrid, now)
    await createSessionStore({ db: store.db, clock }).put('id-0', session)
    let next = 0

    const renewals = await race((db) =>
      createSessionStore({ db, clock }).renew(sha256('id-0'), `id-${++next}`, session),
    )

    const alive = await store.db
      .selectFrom('sessions')
      .select('id_hash')
      .where('destroyed_at', 'is', null)
      .execute()
    expect(countTrue(renewals)).toBe(1)
    expect(alive).toHaveLength(1)
  })

  it('a last way in stays', async () => {
    await store.db
      .updateTable('members')
      .set({ password_hash: null })
      .where('id', '=', ingrid)
      .execute()
    const ids = ['key-1', 'key-2']
    for (const id of ids) await insertPasskey(store.db, id)
    const offered = { passkeys: true, issuer: null, demo: false }

    const removals = await Promise.allSettled(
      ids.map((id, index) =>
        removeWayIn({ db: replicas[index] ?? store.db, offered }, ingrid, (transaction) =>
          transaction.deleteFrom('passkeys').where('id', '=', id).executeTakeFirst(),
        ),
      ),
    )

    expect(countDone(removals)).toBe(1)
    expect(await store.db.selectFrom('passkeys').select('id').execute()).toHaveLength(1)
  })
})

async function insertPasskey(db: Database, id: string): Promise<void> {
  await db
    .insertInto('passkeys')
    .values({
      id,
      member_id: ingrid,
      public_key: 'key',
      counter: 0,
      transports: '[]',
      name: id,
      backed_up: 0,
      created_at: now,
      used_at: null,
    })
    .execute()
}
