import { sbanken } from '@skrin/bff/banks/sbanken/sbanken'
import type { BankTransfer, TransferApi } from '@skrin/bff/banks/bankTransfers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { describeLostAnswers, describeTransfers } from './support/transferSuite.ts'
import type { TransferSuite } from './support/transferSuite.ts'
import { carryOut, executed, submit, toTransfer, transfersOf } from './support/transferVisit.ts'
import type { TransferVisit } from './support/transferVisit.ts'
import { visitSbanken } from './visitSbanken.ts'
import type { SbankenVisit } from './visitSbanken.ts'

const NOON = '2026-11-20T11:00:00Z'
const versions = ['v1', 'v2'] as const
type Version = (typeof versions)[number]

interface Visit extends TransferVisit {
  readonly at: SbankenVisit
}

async function open(version: Version, totalMs = 5000): Promise<Visit> {
  const at = await visitSbanken({ at: NOON, totalMs })
  return {
    at,
    bank: sbanken,
    sandbox: at.sandbox,
    api: unhurried(at, at.api(version)),
    between: ['sbanken-hoyrente', 'sbanken-bruk'],
    close: () => at.close(),
  }
}

/** So slow that the thirty calls a minute are never spent. */
function unhurried(at: SbankenVisit, api: TransferApi): TransferApi {
  return {
    ...api,
    fetchJson: (call, options) => {
      at.pass(2500)
      return api.fetchJson(call, options)
    },
    send: (call, options) => {
      at.pass(2500)
      return api.send(call, options)
    },
  }
}

for (const version of versions) {
  const suite: TransferSuite = {
    name: `Sbanken, ${version}`,
    operation: 'transfer',
    amounts: [1_00, 1_29, 10_10, 1_234_05],
    refusals: [['whatever the sentence says', 'unexplained']],
    open: (limits) => open(version, limits?.totalMs),
  }
  describeTransfers(suite)
  describeLostAnswers({ ...suite, unlike: [['another amount', { amountMinor: 1_250_51 }]] })
}

describe('Ingrid', () => {
  let visit: Visit
  const enter = async () => {
    visit = await open('v2')
  }

  const refused = { kind: 'refused', reason: 'unexplained' }
  const change = async (part: (transfer: BankTransfer) => Partial<BankTransfer>) => {
    const transfer = await toTransfer(visit)
    return submit(visit, { ...transfer, ...part(transfer) })
  }

  describe('can, and', () => {
    beforeEach(enter)
    afterEach(() => visit.close())

    it('moves it at once, and both statements have it', async () => {
      const transfer = await toTransfer(visit, { amountMinor: 333_30 })

      expect(await carryOut(visit, transfer)).toEqual({
        kind: 'done',
        reference: null,
        executesOn: null,
        warnings: [],
      })

      const { accounts } = await visit.bank.fetchAccounts(visit.api)
      const ends = accounts.filter(({ key }) => [transfer.from.key, transfer.to.key].includes(key))
      const fetched = await visit.bank.fetchTransactions(visit.api, {
        accounts: ends,
        from: visit.api.today,
      })
      const amounts = fetched.accounts.map(({ key, booked }) => [
        key,
        booked.filter(({ amount }) => Math.abs(amount.minor) === 333_30).map(({ text }) => text),
      ])
      expect(amounts).toEqual(ends.map(({ key }) => [key, ['Overføring mellom egne kontoer']]))
    })

    it('pays into the own card', async () => {
      const between = ['sbanken-bruk', 'sbanken-kort'] as const

      expect(await carryOut(visit, await toTransfer(visit, { between }))).toMatchObject({
        kind: 'done',
      })
      expect(executed(visit)).toMatchObject([{ to: 'sbanken-kort' }])
    })

    it('spends the calls of the minute with them', async () => {
      const hurried = { ...visit, api: visit.at.api() }
      const transfer = await toTransfer(hurried, { amountMinor: 1_00 })
      const kinds: string[] = []
      for (let call = 0; call < 31; call++) {
        const { kind } = await submit(hurried, transfer).catch(() => ({ kind: 'limited' }))
        kinds.push(kind)
      }

      expect(kinds.filter((kind) => kind === 'done')).toHaveLength(29)
      expect(kinds.at(-1)).toBe('limited')
    })

    it('cannot be told about while the list is not whole', async () => {
      const transfer = await toTransfer(visit)
      visit.sandbox.faults.set({ bank: 'sbanken', operation: 'transactions', kind: 'partial' })
      await carryOut(visit, transfer)

      expect(await transfersOf(visit).countLike?.(visit.api, transfer)).toBeNull()
    })
  })

  describe('moves nothing when she', () => {
    beforeAll(enter)
    afterEach(() => {
      visit.sandbox.faults.clear()
      expect(executed(visit)).toEqual([])
    })
    afterAll(() => visit.close())

    it('sees which accounts can be which end', async () => {
      const { accounts } = await visit.bank.fetchAccounts(visit.api)

      expect(accounts.map(({ name, transfer }) => [name, transfer?.from, transfer?.to])).toEqual([
        ['Brukskonto', true, true],
        ['Høyrentekonto', true, true],
        ['Kredittkort', false, true],
        ['Emmas sparekonto', true, true],
      ])
    })

    it.each([
      ['more than there is', { amountMinor: 999_999_999_99 }],
      ['less than a krone', { amountMinor: 99 }],
      ['no message', { message: '' }],
      ['too long a message', { message: 'x'.repeat(31) }],
      ['letters that are not allowed', { message: 'Ferie 🎉' }],
      ['signs that are not allowed', { message: 'Ferie & fest' }],
    ])('cannot move with %s', async (_what, wish) => {
      expect(await carryOut(visit, await toTransfer(visit, wish))).toEqual(refused)
      expect(executed(visit)).toEqual([])
    })

    it('cannot move between accounts that are not there, or one, or from a card', async () => {
      const strange = { key: 'FFFFFFFF', number: null, iban: null, transferKey: null } as const
      const card = await toTransfer(visit, { between: ['sbanken-bruk', 'sbanken-kort'] })

      expect(await change(() => ({ to: { ...strange, kind: 'current' } }))).toEqual(refused)
      expect(await change(({ from }) => ({ to: from }))).toEqual(refused)
      expect(await change(() => ({ from: card.to }))).toEqual(refused)
      expect(executed(visit)).toEqual([])
    })

    it.each([
      ['Input', refused],
      ['System', { kind: 'unknown' }],
    ])('is told by v1 with status 200 that it failed: %s', async (value, step) => {
      const old: Visit = { ...visit, api: unhurried(visit.at, visit.at.api('v1')) }
      const transfer = await toTransfer(old)
      visit.sandbox.faults.set({ bank: 'sbanken', operation: 'transfer', kind: 'partial', value })

      expect(await submit(old, transfer)).toEqual(step)
    })
  })
})
