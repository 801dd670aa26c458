import { describe, expect, it } from 'vitest'
import { ref } from 'vue'
import { toTransactionsAnswer } from '../testing/wireData.ts'
import { toLedgerRows } from './toLedgerRows.ts'
import { toPages } from './transactionPages.ts'
import { toKeyTarget, useCurrentRow } from './useCurrentRow.ts'

const rowsOf = (...ids: string[]) =>
  toLedgerRows(toPages(toTransactionsAnswer(ids.map((id) => ({ id })))))

describe('the current row', () => {
  it('stays the same row when others come in above it', () => {
    const rows = ref(rowsOf('a', 'b', 'c'))
    const { currentIndex, setCurrent } = useCurrentRow(rows)
    setCurrent(1)

    rows.value = rowsOf('new', 'a', 'b', 'c')

    expect(currentIndex.value).toBe(2)
  })

  it('is the first one when it is gone', () => {
    const rows = ref(rowsOf('a', 'b'))
    const { currentIndex, setCurrent } = useCurrentRow(rows)
    setCurrent(1)

    rows.value = rowsOf('x', 'y')

    expect(currentIndex.value).toBe(0)
  })
})

describe('keys', () => {
  it.each([
    ['j', 3, 4],
    ['ArrowUp', 3, 2],
    ['k', 0, 0],
    ['ArrowDown', 19, 19],
    ['PageDown', 15, 19],
    ['PageUp', 3, 0],
    ['Home', 7, 0],
    ['End', 7, 19],
  ])('%s leads from row %i to row %i of twenty', (key, from, to) => {
    expect(toKeyTarget(key, from, 20)).toBe(to)
  })

  it('leave other keys alone', () => {
    expect(toKeyTarget('x', 3, 20)).toBeNull()
  })
})
