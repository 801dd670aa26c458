import type { BankTransfer } from '@skrin/bff/banks/bankTransfers'
import { BankError } from '@skrin/bff/banks/bankError'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRandom } from '../sandbox/world/random.ts'
import type { Random } from '../sandbox/world/random.ts'
import { sign, visitSebTransfers } from './seb/visitSebTransfers.ts'
import type { SebTransferVisit } from './seb/visitSebTransfers.ts'
import { executed, submit, toTransfer, transfersOf } from './support/transferVisit.ts'

const RUNS = 60
const LOOKS = 5
/** BankID has given up on what a run before left open. */
const BETWEEN_MS = 200_000
const kinds = ['lost_answer', 'reset', 'unavailable', 'server_error', 'malformed'] as const
const operations = [
  'payment',
  'paymentStatus',
  'paymentDetails',
  'signing',
  'signingStatus',
  'callingOff',
] as const

let visit: SebTransferVisit
beforeAll(async () => {
  visit = await visitSebTransfers()
})
afterAll(() => visit.close())

const count = async (transfer: BankTransfer) =>
  (await transfersOf(visit).countLike?.(visit.api, transfer)) ?? Number.NaN

/** One transfer of an amount of its own, through two faults: what the person heard at last, and what was so. */
async function misadventure({ pick, percent }: Random, run: number) {
  visit.seb.switches.signsOwnTransfers = percent(70)
  visit.pass(BETWEEN_MS)
  const transfer = await toTransfer(visit, { amountMinor: 1_00 + run })
  const [movedBefore, shownBefore] = [executed(visit).length, await count(transfer)]
  for (const operation of [pick(operations), pick(operations)])
    visit.sandbox.faults.set({ bank: 'seb', operation, kind: pick(kinds), times: 1 })

  const told = await hearOut(transfer, percent(70) ? 'approve' : 'refuse')

  visit.sandbox.faults.clear()
  const moved = executed(visit).length - movedBefore
  return { told, moved, shown: (await count(transfer)) - shownBefore }
}

/** As the engine does it: sent once, then only asked. An error when asking says nothing new. */
async function hearOut(transfer: BankTransfer, decision: 'approve' | 'refuse'): Promise<string> {
  let step = await submit(visit, transfer).catch(toEnd)
  for (let look = 0; look < LOOKS && 'reference' in step && step.kind !== 'done'; look++) {
    if (step.kind !== 'approval' && step.kind !== 'processing') break
    const { approval } = step.kind === 'approval' ? step : { approval: null }
    if (approval?.kind === 'app' && approval.link !== null) await sign(approval.link, decision)
    const { reference, progress } = step
    const asked = transfersOf(visit).fetchStep?.(visit.api, { transfer, reference, progress })
    step = (await asked?.catch(() => undefined)) ?? step
  }
  return step.kind
}

function toEnd(error: unknown): { kind: 'not_sent' | 'unknown' } {
  if (!(error instanceof BankError)) throw error
  return { kind: error.changedNothing ? 'not_sent' : 'unknown' }
}

describe('whatever goes wrong at SEB', () => {
  it('moves nothing twice, and is told as it is', async () => {
    const ends = new Set<string>()
    for (let run = 0; run < RUNS; run++) {
      const { told, moved, shown } = await misadventure(createRandom(`seb/${run}`), run)
      ends.add(told)

      const about = `run ${run}: ${told}`
      const possible = { done: [1], refused: [0], not_sent: [0] }[told] ?? [0, 1]
      expect(possible, about).toContain(moved)
      // What is unknown is found in the list, if it was carried out.
      expect(shown, about).toBe(moved)
    }

    expect([...ends].sort()).toEqual(['done', 'refused', 'unknown'])
  })
})
