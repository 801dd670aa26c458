import { BankError } from '@skrin/bff/banks/bankError'
import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fault, FaultKind } from '../../sandbox/kit/faults.ts'
import { carryOut, executed, submit, toTransfer, transfersOf } from './transferVisit.ts'
import type { TransferVisit, Wish } from './transferVisit.ts'

export interface TransferSuite {
  readonly name: string
  /** What the sandbox calls the call that moves money, or that asks for the approval of it. */
  readonly operation: string
  /** Minor units, of the currency of the accounts. */
  readonly amounts: readonly number[]
  /** Every code that the sandbox can refuse with, by the fault `refuse`; null: it says not whether money moved. */
  readonly refusals: readonly (readonly [code: string, reason: TransferRefusal | null])[]
  open(limits?: { totalMs: number }): Promise<TransferVisit>
}

const TRANSPORT_MS = 400

/** What holds for moving money at every bank. `world.moves()` is the judge of what really happened. */
export function describeTransfers(suite: TransferSuite): void {
  let visit: TransferVisit
  beforeAll(async () => {
    visit = await suite.open({ totalMs: TRANSPORT_MS })
  })
  afterEach(() => visit.sandbox.faults.clear())
  afterAll(() => visit.close())

  const fault = (kind: FaultKind, value?: Fault['value']) =>
    visit.sandbox.faults.set({
      bank: visit.bank.manifest.id,
      operation: suite.operation,
      kind,
      times: 1,
      ...(value !== undefined && { value }),
    })
  const sent = () =>
    visit.sandbox.journal.entries(visit.bank.manifest.id, suite.operation).at(-1)?.form

  describe(`a transfer at ${suite.name}`, () => {
    it.each(suite.amounts)('moves %i øre, öre or cents, exactly and once', async (amountMinor) => {
      const before = executed(visit).length
      const transfer = await toTransfer(visit, { amountMinor })
      const [from, to] = visit.between

      const step = await carryOut(visit, transfer)

      expect(step).toMatchObject({ kind: 'done', warnings: [] })
      expect(executed(visit).slice(before)).toMatchObject([{ from, to, amountMinor }])
    })

    it('is in the next list of accounts, and its message at both ends', async () => {
      const transfer = await toTransfer(visit, { amountMinor: 77_00, message: 'Vinterferie' })
      const { accounts } = await visit.bank.fetchAccounts(visit.api)
      const before = accounts.find(({ key }) => key === transfer.from.key)?.balance?.minor ?? 0

      await carryOut(visit, transfer)

      const fresh = (await visit.bank.fetchAccounts(visit.api)).accounts
      const after = fresh.find(({ key }) => key === transfer.from.key)?.balance?.minor
      expect(after).toBe(before - 77_00)
      expect(executed(visit).at(-1)).toMatchObject({ message: 'Vinterferie' })
    })

    it('takes the longest message that the rules allow', async () => {
      const { most } = transfersOf(visit).rules.message
      const message = 'Bil og hytte å '.repeat(20).slice(0, most).trim().padEnd(most, 'x')

      const step = await carryOut(visit, await toTransfer(visit, { message }))

      expect(step.kind).toBe('done')
      expect(executed(visit).at(-1)?.message).toBe(message)
    })

    it('sends exactly what was shown', async () => {
      const transfer = await toTransfer(visit, { amountMinor: 1_00, message: 'Til deg' })
      const prepared = transfersOf(visit).prepare(transfer)

      await carryOut(visit, transfer)

      expect(sent()).toEqual(JSON.parse(JSON.stringify(prepared.body)))
    })
  })

  describe(`a transfer that ${suite.name} refuses`, () => {
    it.each(suite.refusals)('with %s is read as %s, and nothing moved', async (code, reason) => {
      fault('refuse', code)
      const before = executed(visit).length

      const step = await carryOut(visit, await toTransfer(visit))

      expect(step).toEqual(reason === null ? { kind: 'unknown' } : { kind: 'refused', reason })
      expect(executed(visit)).toHaveLength(before)
    })

    it.each([
      ['unauthorized', 'reconnect_needed'],
      ['rate_limited', 'bank_rate_limited'],
    ] as const)('at the door, %s, is known to have changed nothing', async (kind, code) => {
      const transfer = await toTransfer(visit)
      const before = executed(visit).length
      fault(kind)

      await expect(submit(visit, transfer)).rejects.toMatchObject({ code, changedNothing: true })
      expect(executed(visit)).toHaveLength(before)
    })
  })

  describe(`an answer of ${suite.name} that cannot be relied on`, () => {
    it.each([
      'malformed',
      'wrong_type',
      'deep',
      'redirect',
      'server_error',
      'unavailable',
      'wrong_shape',
    ] as const)('is neither done nor refused: %s', async (kind) => {
      const transfer = await toTransfer(visit)
      fault(kind, kind === 'redirect' ? 'https://elsewhere.example/' : undefined)

      const step = await submit(visit, transfer)

      expect(step).toEqual({ kind: 'unknown' })
    })
  })

  describe(`the list of what can be sent to ${suite.name}`, () => {
    it('has no transfer among the calls of reading, and none for scripts', () => {
      const { calls, transfers } = visit.bank
      const moving = Object.values(transfers?.calls ?? {})

      expect(moving.length).toBeGreaterThan(0)
      expect(moving.filter(({ passThrough }) => passThrough)).toEqual([])
      const paths = new Set(Object.values(calls).map(({ method, path }) => `${method} ${path}`))
      expect(moving.filter(({ method, path }) => paths.has(`${method} ${path}`))).toEqual([])
    })

    it('lets no transfer call through the way of reading, before anything is asked', async () => {
      const asked = visit.sandbox.journal.entries().length

      for (const call of Object.values(transfersOf(visit).calls)) {
        await expect(visit.api.fetchJson(call, { body: {} })).rejects.toMatchObject({
          code: 'bank_path_not_allowed',
        })
      }
      expect(visit.sandbox.journal.entries()).toHaveLength(asked)
    })

    it('has no call of reading among those that move money', async () => {
      const [call] = Object.values(visit.bank.calls)
      const asked = visit.sandbox.journal.entries().length

      await expect(visit.api.send(call ?? expect.fail('no calls'))).rejects.toMatchObject({
        code: 'bank_path_not_allowed',
        changedNothing: true,
      })
      expect(visit.sandbox.journal.entries()).toHaveLength(asked)
    })
  })
}

/** For banks that move money as soon as they are asked: what is known after an answer was lost. */
export function describeLostAnswers(
  suite: TransferSuite & {
    /** What the bank's list tells apart from the usual wish. */
    readonly unlike: readonly (readonly [what: string, wish: Wish])[]
  },
): void {
  let visit: TransferVisit
  beforeAll(async () => {
    visit = await suite.open({ totalMs: TRANSPORT_MS })
  })
  afterEach(() => visit.sandbox.faults.clear())
  afterAll(() => visit.close())

  const count = async (transfer: Awaited<ReturnType<typeof toTransfer>>) =>
    (await transfersOf(visit).countLike?.(visit.api, transfer)) ?? null

  describe(`a lost answer of ${suite.name}`, () => {
    it.each([
      { kind: 'lost_answer', code: 'bank_unreachable' },
      { kind: 'late_answer', value: 2 * TRANSPORT_MS, code: 'bank_timeout' },
    ] as const)('is found in the list when it was carried out: $kind', async ({ code, ...how }) => {
      const transfer = await toTransfer(visit)
      const before = await count(transfer)
      const moved = executed(visit).length
      const { operation } = suite
      visit.sandbox.faults.set({ bank: visit.bank.manifest.id, operation, times: 1, ...how })

      const sending = submit(visit, transfer)

      await expect(sending).rejects.toMatchObject({ code, changedNothing: false })
      expect(executed(visit)).toHaveLength(moved + 1)
      expect(await count(transfer)).toBe((before ?? Number.NaN) + 1)
    })

    it.each([
      { kind: 'reset', code: 'bank_unreachable' },
      { kind: 'hang', code: 'bank_timeout' },
    ] as const)('is not found when it was not: $kind', async ({ code, kind }) => {
      const transfer = await toTransfer(visit)
      const before = await count(transfer)
      const moved = executed(visit).length
      const { operation } = suite
      visit.sandbox.faults.set({ bank: visit.bank.manifest.id, operation, times: 1, kind })

      await expect(submit(visit, transfer)).rejects.toMatchObject({ code, changedNothing: false })

      expect(executed(visit)).toHaveLength(moved)
      expect(await count(transfer)).toBe(before)
    })

    it('is sure to have changed nothing where nobody listens', async () => {
      const closed = await suite.open()
      const transfer = await toTransfer(closed)
      await closed.sandbox.close()
      // A connection that was open is found broken first.
      await expect(closed.bank.fetchAccounts(closed.api)).rejects.toBeInstanceOf(BankError)

      const sending = submit(closed, transfer).catch((error: unknown) => error)

      expect(await sending).toMatchObject({ code: 'bank_unreachable', changedNothing: true })
      expect(executed(closed)).toEqual([])
    })

    it.each(suite.unlike)('is not taken for one with %s', async (_what, other) => {
      const transfer = await toTransfer(visit)
      const before = await count(transfer)

      await carryOut(visit, await toTransfer(visit, other))

      expect(await count(transfer)).toBe(before)
    })

    it('is not taken for one of the other direction', async () => {
      const transfer = await toTransfer(visit)
      const before = await count(transfer)
      const [from, to] = visit.between

      await carryOut(visit, await toTransfer(visit, { between: [to, from] }))

      expect(await count(transfer)).toBe(before)
    })
  })
}
