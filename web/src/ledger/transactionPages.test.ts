import { describe, expect, it } from 'vitest'
import type { TransactionsAnswer } from '@skrin/shared/api/transactions'
import { toTransactionsAnswer } from '../testing/wireData.ts'
import { appendPage, renewFirstPage, toPages } from './transactionPages.ts'
import type { TransactionPages } from './transactionPages.ts'

const page = (ids: string[], nextCursor: string | null): TransactionsAnswer =>
  toTransactionsAnswer(
    ids.map((id) => ({ id })),
    { nextCursor },
  )
const idsOf = ({ transactions }: TransactionPages) => transactions.map(({ id }) => id)

describe('a further page', () => {
  it('comes after the ones that are here, each row once', () => {
    const pages = appendPage(toPages(page(['a', 'b'], 'c1')), 'c1', page(['b', 'c'], null))

    expect(idsOf(pages)).toEqual(['a', 'b', 'c'])
    expect(pages.nextCursor).toBeNull()
  })

  it('is dropped when the list has moved on meanwhile', () => {
    const pages = toPages(page(['a', 'b'], 'c2'))

    expect(appendPage(pages, 'c1', page(['x'], null))).toBe(pages)
  })

  it('brings the sums of its own days', () => {
    const first = toTransactionsAnswer([{ id: 'a' }], { nextCursor: 'c1', days: ['2026-10-13'] })
    const second = toTransactionsAnswer([{ id: 'b' }], { days: ['2026-10-12'] })

    const pages = appendPage(toPages(first), 'c1', second)

    expect([...pages.daySums.keys()]).toEqual(['2026-10-13', '2026-10-12'])
  })
})

describe('a newer first page', () => {
  it('keeps the pages after it, and where they end', () => {
    const old = appendPage(toPages(page(['b', 'c'], 'c1')), 'c1', page(['d', 'e'], 'c2'))

    const renewed = renewFirstPage(old, page(['a', 'b'], 'n1'))

    expect(idsOf(renewed)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(renewed.nextCursor).toBe('c2')
  })

  it('starts over where it does not meet the old rows, so that none is missing', () => {
    const old = appendPage(toPages(page(['c', 'd'], 'c1')), 'c1', page(['e'], null))

    const renewed = renewFirstPage(old, page(['a', 'b'], 'n1'))

    expect(idsOf(renewed)).toEqual(['a', 'b'])
    expect(renewed.nextCursor).toBe('n1')
  })

  it('takes away a row that the bank took back', () => {
    const renewed = renewFirstPage(toPages(page(['a', 'gone', 'b'], null)), page(['a', 'b'], null))

    expect(idsOf(renewed)).toEqual(['a', 'b'])
  })

  it('keeps no later page when a row is gone: its account may be shared no more', () => {
    const old = appendPage(toPages(page(['a', 'theirs', 'b'], 'c1')), 'c1', page(['theirs2'], null))

    const renewed = renewFirstPage(old, page(['a', 'b'], 'n1'))

    expect(idsOf(renewed)).toEqual(['a', 'b'])
    expect(renewed.nextCursor).toBe('n1')
  })

  it('can be empty', () => {
    expect(idsOf(renewFirstPage(toPages(page(['a'], 'c1')), page([], null)))).toEqual([])
  })
})
