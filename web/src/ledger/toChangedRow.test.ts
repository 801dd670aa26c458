import * as v from 'valibot'
import { expect, it } from 'vitest'
import { categoryId } from '@skrin/shared/api/primitives'
import { toTransaction } from '../testing/wireData.ts'
import { toChangedRow } from './toChangedRow.ts'

const row = toTransaction({ tags: ['hytta'], note: 'Til mor' })

it('knows what a category, a note and tags make of a row', () => {
  const set = {
    category: v.parse(categoryId, 'gifts'),
    tags: { add: ['bursdag', 'hytta'], remove: [] },
  }

  expect(toChangedRow(row, set)).toEqual({
    ...row,
    category: { id: 'gifts', by: 'person' },
    tags: ['hytta', 'bursdag'],
  })
  expect(toChangedRow(row, { note: null, tags: { remove: ['hytta'] } })).toMatchObject({
    note: null,
    tags: [],
  })
})

it('does not guess what rules decide once a person’s choice is taken back', () => {
  expect(toChangedRow(row, { category: null })).toBeNull()
})
