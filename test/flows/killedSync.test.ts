import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createTestPlace, engines } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { readLedger, resetLedger } from './harness/resetLedger.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { systemEnv } from './harness/systemEnv.ts'
import { connectBank } from './harness/walkBank.ts'

const bank = 'sparebank1'
const KILLS = { sqlite: 6, postgres: 4 }
const command = fileURLToPath(new URL('../../bff/src/cli/main.ts', import.meta.url))

/** Whoever connects is answered before the bank was asked for the first time. */
async function untilAsked({ context: { db, refresher } }: Skrin): Promise<void> {
  const readTimes = () => db.selectFrom('connections').select('asked_at').execute()
  await expect.poll(readTimes, { timeout: 10_000 }).toEqual([{ asked_at: expect.any(Number) }])
  await refresher.settle()
}

describe.each(engines)('on %s', (engine) => {
  let sandbox: Sandbox
  let place: TestPlace
  let skrin: Skrin
  beforeEach(async () => {
    sandbox = await startSandbox()
    place = await createTestPlace(engine)
    skrin = await startSkrin({ env: sandbox.env, place })
    await connectBank(await skrin.signIn('Ingrid'), bank, 'Ingrid')
    await untilAsked(skrin)
    await resetLedger(skrin.context.db)
    // So that there is time to be killed between two answers.
    sandbox.faults.set({ bank, operation: 'transactions', kind: 'slow', value: 60 })
  })
  afterEach(async () => {
    await skrin.stop()
    await place.remove()
    await sandbox.close()
  })

  /** `skrin sync` in a process of its own. */
  function startSync() {
    const child = spawn(process.execPath, [command, 'sync'], {
      cwd: place.dataDir,
      stdio: 'ignore',
      env: { ...systemEnv, ...sandbox.env, ...place.env },
    })
    return { child, exited: once(child, 'exit') }
  }

  const countAsked = () => sandbox.journal.entries(bank).length

  /** Killed some time after a bank was asked for the nth time; false: it was done before. */
  async function killSync(afterCalls: number, afterMs: number): Promise<boolean> {
    const before = countAsked()
    const { child, exited } = startSync()
    let isOver = false
    void exited.then(() => (isOver = true))
    while (!isOver && countAsked() < before + afterCalls) await delay(2)
    await delay(afterMs)
    child.kill('SIGKILL')
    const [code] = await exited
    // An hour goes by: the lease of the dead runner is over, and calls are free.
    await skrin.context.db.updateTable('connections').set({ sync_until: 0 }).execute()
    await skrin.context.db.deleteFrom('bank_calls').execute()
    return code === null
  }

  it(
    'a sync killed with SIGKILL wherever it stands is completed by the next: nothing twice, nothing lost',
    { timeout: 120_000 },
    async () => {
      const { db } = skrin.context
      await startSync().exited
      const whole = await readLedger(db)
      expect(whole.transactions.length).toBeGreaterThan(500)
      expect(whole.accounts.map((account) => account.history_whole)).toContain(1)
      await resetLedger(db)

      let killed = 0
      for (let kill = 0; kill < KILLS[engine]; kill++)
        if (await killSync(1 + (kill % 4), Math.random() * 120)) killed++
      const [code] = await startSync().exited

      expect(code).toBe(0)
      expect(killed).toBeGreaterThan(2)
      expect(await readLedger(db)).toEqual(whole)
      const runs = await db.selectFrom('sync_runs').select('state').execute()
      expect(runs.filter(({ state }) => state === 'stopped').length).toBeGreaterThan(0)
      expect(runs.filter(({ state }) => state === 'running')).toEqual([])
    },
  )
})
