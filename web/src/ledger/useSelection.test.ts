import * as v from 'valibot'
import { expect, it } from 'vitest'
import { transactionId } from '@skrin/shared/api/primitives'
import { useSelection } from './useSelection.ts'

const [first, second] = [v.parse(transactionId, 'a'), v.parse(transactionId, 'b')]

it('ticks and unticks', () => {
  const selection = useSelection()
  selection.begin()

  selection.toggle(first)
  selection.toggle(second)
  selection.toggle(first)

  expect([...(selection.ids.value ?? [])]).toEqual([second])
})

it('is no longer everything once one is taken away', () => {
  const selection = useSelection()
  selection.takeAll([first, second])
  expect(selection.takesAll.value).toBe(true)

  selection.toggle(first)

  expect(selection.takesAll.value).toBe(false)
  expect([...(selection.ids.value ?? [])]).toEqual([second])
})

it('forgets everything at its end', () => {
  const selection = useSelection()
  selection.takeAll([first])

  selection.end()

  expect(selection.isSelecting.value).toBe(false)
})
