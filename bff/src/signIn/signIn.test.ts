import { argon2Sync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memberId } from '@skrin/shared/api/primitives'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { AppError } from '../appError.ts'
import { createSealer } from '../auth/sealing.ts'
import { openSqliteDatabase } from '../store/database.ts'
import type { Database } from '../store/database.ts'
import { createRateLimitStore } from '../store/rateLimitStore.ts'
import { saveMember } from '../household/members.ts'
import { hashPassword, isPassword } from '../household/passwordHash.ts'
import { signIn } from './signIn.ts'

const HOUR_MS = 60 * 60_000
const password = 'a long and private sentence'
const asker = { network: '198.51.100.7', device: 'Firefox on Linux' }
const totpSealer = createSealer(randomBytes(32), 'totp')
const ada = { id: v.parse(memberId, 'ada'), name: 'Ada', role: 'owner', createdAt: 0 } as const

let folder: string
let db: Database
let now = 0
const clock = { now: () => now }

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'skrin-sign-in-'))
  db = await openSqliteDatabase(folder)
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true })
})

async function timeGuess(name: string): Promise<number> {
  // Nobody is slowed down here: each try comes hours after the one before.
  now += 2 * HOUR_MS
  const startedAt = performance.now()
  const limits = createRateLimitStore({ db, clock })
  await expect(
    signIn({ db, clock, limits, totpSealer }, { name, password: 'a guess', asker }),
  ).rejects.toThrow(AppError)
  return performance.now() - startedAt
}

const median = (values: number[]) =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

it('H7: takes as long for an unknown name as for a wrong password', async () => {
  await saveMember(db, { ...ada, passwordHash: await hashPassword(password) })
  await timeGuess('nobody')
  const known: number[] = []
  const unknown: number[] = []

  for (let tries = 0; tries < 20; tries++) {
    known.push(await timeGuess('Ada'))
    unknown.push(await timeGuess('Eve'))
  }

  // Without the dummy hash an unknown name takes a hundredth of the time.
  expect(median(unknown) / median(known)).toBeGreaterThan(0.6)
  expect(median(unknown) / median(known)).toBeLessThan(1.6)
})

it('H7: takes as long for somebody without a password', async () => {
  await saveMember(db, { ...ada, passwordHash: null })

  await expect(timeGuess('Ada')).resolves.toBeGreaterThan(5)
})

it('makes the hash anew when it was made with weaker parameters', async () => {
  const limits = createRateLimitStore({ db, clock })
  const nonce = Buffer.from('saltsaltsaltsalt')
  const weak = { message: password, nonce, memory: 8192, passes: 1, parallelism: 1, tagLength: 32 }
  const tag = argon2Sync('argon2id', weak).toString('base64').replace('=', '')
  const passwordHash = `$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$${tag}`
  await saveMember(db, { ...ada, passwordHash })

  const deps = { db, clock, limits, totpSealer }

  const proof = await signIn(deps, { name: 'Ada', password, asker })

  const row = await db.selectFrom('members').select('password_hash').executeTakeFirstOrThrow()
  expect(proof).toEqual({ member: 'ada', method: 'password', passwordHash: row.password_hash })
  expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword(password, row.password_hash ?? '')).toBe(true)
})
