import { randomBytes } from 'node:crypto'
import { createSealer } from '@skrin/bff/auth/sealing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

let skrin: Skrin

beforeEach(async () => {
  skrin = await startSkrin()
})
afterEach(() => skrin.stop())

const ask = (path: string) => skrin.browser().send({ path })

it('lives, whatever else is wrong', async () => {
  await skrin.context.db.schema.dropTable('meta').execute()

  const answer = await ask('/healthz')

  expect(answer.status).toBe(200)
  expect(answer.json).toEqual({ status: 'ok' })
})

it('is ready when database, key and clock are good', async () => {
  const answer = await ask('/readyz')

  expect(answer.status).toBe(200)
  expect(answer.json).toEqual({
    status: 'ready',
    checks: { database: 'ok', key: 'ok', clock: 'ok' },
  })
})

it('is not ready when the database does not answer, and says no more than that', async () => {
  await skrin.context.db.schema.dropTable('meta').execute()

  const answer = await ask('/readyz')

  expect(answer.status).toBe(503)
  expect(answer.json).toEqual({ status: 'not ready', checks: { database: 'failed' } })
})

it('is not ready when the database was sealed with another key', async () => {
  const value = createSealer(randomBytes(32), 'canary').seal('key_canary', 'key_canary')
  await skrin.context.db
    .updateTable('meta')
    .set({ value })
    .where('key', '=', 'key_canary')
    .execute()

  const answer = await ask('/readyz')

  expect(answer.status).toBe(503)
  expect(answer.json).toMatchObject({ checks: { key: 'failed', clock: 'ok' } })
})

it('is not ready when the clock went back', async () => {
  skrin.clock.advance(-60 * 60_000)

  const answer = await ask('/readyz')

  expect(answer.status).toBe(503)
  expect(answer.json).toMatchObject({ checks: { key: 'ok', clock: 'failed' } })
})
