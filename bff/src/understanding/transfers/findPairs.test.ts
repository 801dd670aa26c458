import { describe, expect, it } from 'vitest'
import type { AccountKind } from '@skrin/shared/api/accounts'
import type { AccountId, LocalDate, TransactionId } from '@skrin/shared/brand'
import { choosePairs } from './choosePairs.ts'
import { findPairs } from './findPairs.ts'
import type { TransferRow } from './transferRow.ts'

const numbers: Readonly<Record<string, string>> = {
  daily: '97991042024',
  savings: '97991042105',
  card: '97991042172',
}

function toAccount(id: string) {
  const kind: AccountKind = id === 'card' ? 'card' : 'current'
  const number = numbers[id] ?? null
  return { id: id as AccountId, number, iban: null, identity: id, currency: 'NOK', kind }
}

function row(
  [account, id]: readonly [string, string],
  minor: number,
  changes: Partial<{ day: string; counterparty: string; isAtShop: boolean; identity: string }> = {},
): TransferRow {
  const { day = '2026-03-10', counterparty = null, isAtShop = false, identity = account } = changes
  return {
    id: id as TransactionId,
    account: { ...toAccount(account), identity },
    day: day as LocalDate,
    minor,
    currency: 'NOK',
    counterparty,
    isAtShop,
  }
}

function find(...rows: readonly TransferRow[]): string[] {
  return findPairs(rows)
    .map((pair) => `${pair.out}>${pair.in} ${pair.reason}`)
    .sort()
}

describe('finding pairs of a transfer', () => {
  it('takes the same figure out and in near each other, and says how sure it is', () => {
    const out = row(['daily', 'o'], -500)

    expect(find(out, row(['savings', 'i'], 500))).toEqual(['o>i same_day'])
    expect(find(out, row(['savings', 'i'], 500, { day: '2026-03-15' }))).toEqual(['o>i near'])
    expect(find(out, row(['savings', 'i'], 500, { day: '2026-03-09' }))).toEqual(['o>i near'])
    expect(find(out, row(['savings', 'i'], 500, { day: '2026-03-16' }))).toEqual([])
    expect(find(out, row(['savings', 'i'], 500, { day: '2026-03-08' }))).toEqual([])
  })

  it('is surer where one row, or both, name the other account', () => {
    const there = { counterparty: '9799.10.42105' }
    const back = { counterparty: 'NO9397991042024' }

    expect(find(row(['daily', 'o'], -500, there), row(['savings', 'i'], 500))).toEqual([
      'o>i one_named',
    ])
    expect(find(row(['daily', 'o'], -500, there), row(['savings', 'i'], 500, back))).toEqual([
      'o>i both_named',
    ])
  })

  it('takes no row that names another account, or stands at a shop', () => {
    const elsewhere = { counterparty: '12993401228' }

    expect(find(row(['daily', 'o'], -500, elsewhere), row(['savings', 'i'], 500))).toEqual([])
    expect(find(row(['daily', 'o'], -500), row(['savings', 'i'], 500, elsewhere))).toEqual([])
    expect(find(row(['daily', 'o'], -500, { isAtShop: true }), row(['savings', 'i'], 500))).toEqual(
      [],
    )
  })

  it('takes a card that is paid through an account of the bank', () => {
    const collected = { counterparty: '12993401228' }

    expect(find(row(['daily', 'o'], -500, collected), row(['card', 'i'], 500))).toEqual([
      'o>i same_day',
    ])
  })

  it('pairs as many as there are on both sides, and leaves the rest apart', () => {
    const twice = [row(['daily', 'o1'], -500), row(['daily', 'o2'], -500)]
    const ins = [row(['savings', 'i1'], 500), row(['savings', 'i2'], 500)]

    expect(find(...twice, ...ins)).toEqual(['o1>i1 same_day', 'o2>i2 same_day'])
    expect(find(...twice, row(['savings', 'i1'], 500))).toEqual([])
  })

  it('takes the nearest day', () => {
    const first = row(['daily', 'o1'], -500)
    const later = row(['daily', 'o2'], -500, { day: '2026-03-12' })
    const ins = [row(['savings', 'i1'], 500), row(['savings', 'i2'], 500, { day: '2026-03-13' })]

    expect(find(first, later, ...ins)).toEqual(['o1>i1 same_day', 'o2>i2 near'])
  })

  it('takes two observations of one account for one', () => {
    const joint = { identity: 'joint' }

    expect(find(row(['hers', 'o'], -500, joint), row(['his', 'i'], 500, joint))).toEqual([])
  })

  it('comes to the same pairs of two accounts, whatever is on a third', () => {
    const rows = [row(['daily', 'o'], -500), row(['savings', 'i'], 500)]

    expect(find(...rows, row(['card', 'x'], 500))).toEqual(['o>i same_day', 'o>x same_day'])
  })
})

describe('choosing among pairs', () => {
  const pair = (
    out: string,
    other: string,
    reason: Parameters<typeof choosePairs>[0][number]['reason'],
  ) => ({
    out_id: out as TransactionId,
    in_id: other as TransactionId,
    reason,
  })

  it('takes the surest of a row', () => {
    const sure = pair('o', 'i', 'one_named')

    expect(choosePairs([pair('o', 'x', 'same_day'), sure, pair('y', 'i', 'near')])).toEqual([sure])
  })

  it('takes neither of two that are equally sure', () => {
    expect(choosePairs([pair('o', 'i', 'same_day'), pair('o', 'x', 'same_day')])).toEqual([])
  })

  it('takes what a person said before everything', () => {
    const said = pair('o', 'x', 'person')

    expect(choosePairs([pair('o', 'i', 'both_named'), said])).toEqual([said])
  })
})
