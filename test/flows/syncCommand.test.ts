import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'sparebank1'
let sandbox: Sandbox
let skrin: Skrin

beforeEach(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env })
})
afterEach(async () => {
  await skrin.stop()
  await sandbox.close()
})

const run = () => {
  const env = { ...sandbox.env, SKRIN_DATA_DIR: skrin.dataDir, SKRIN_PUBLIC_URL: skrin.url }
  return runSkrin(['sync'], env, { clock: skrin.clock })
}
const connect = async () => {
  await connectBank(await skrin.signIn('Ingrid'), bank, 'Ingrid')
  await skrin.context.refresher.settle()
  sandbox.journal.clear()
}

it('asks every bank beside the running program, without a person, and says how each did', async () => {
  await connect()

  const ran = await run()

  expect(ran).toEqual({ code: 0, stdout: 'sparebank1    ok\n', stderr: '' })
  expect(sandbox.journal.entries(bank, 'accounts')).toHaveLength(1)
  const runs = await skrin.context.db.selectFrom('sync_runs').select(['cause', 'state']).execute()
  expect(runs).toContainEqual({ cause: 'command', state: 'done' })
})

it('leaves what follows from new rows to the program', async () => {
  await connect()
  await skrin.context.db.deleteFrom('accounts').execute()

  await run()

  const rows = await skrin.context.db.selectFrom('transactions').select('unfollowed').execute()
  expect(rows.length).toBeGreaterThan(100)
  expect(rows.filter(({ unfollowed }) => unfollowed === 0)).toEqual([])
})

it('fails when a bank does, and says why', async () => {
  await connect()
  sandbox.faults.set({ bank, operation: 'accounts', kind: 'unavailable' })

  const ran = await run()

  expect(ran.code).toBe(1)
  expect(ran.stdout).toBe('sparebank1    failed   bank_unavailable\n')
})

it('says when there is nothing to ask', async () => {
  expect(await run()).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('no connection') as string,
  })
})
