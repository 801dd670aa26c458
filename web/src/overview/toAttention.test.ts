import { expect, it } from 'vitest'
import { testNowMs } from '../testing/mountInApp.ts'
import { toConnection, toOutcome } from '../testing/wireData.ts'
import { foldLate, toAttention } from './toAttention.ts'

it('says nothing while all is well', () => {
  const calm = toConnection({ renewBy: '2026-12-24T00:00:00.000Z' })

  expect(toAttention([toOutcome()], [calm], testNowMs)).toEqual({
    ended: [],
    ending: [],
    failing: [],
  })
})

it('tells what only a person can mend from what Skrin tries again', () => {
  const { ended, failing } = toAttention(
    [
      toOutcome({ connection: 'c-1', status: 'partial', problem: 'bank_partial' }),
      toOutcome({ connection: 'c-2', status: 'failed', problem: 'bank_timeout' }),
      toOutcome({ connection: 'c-3', status: 'failed', problem: 'reconnect_needed' }),
    ],
    [],
    testNowMs,
  )

  expect(ended.map(({ connection }) => connection)).toEqual(['c-3'])
  expect(failing.map(({ connection }) => connection)).toEqual(['c-2', 'c-1'])
})

it('speaks for a connection that must be renewed though no answer names it', () => {
  const { ended } = toAttention([], [toConnection({ status: 'reconnect' })], testNowMs)

  expect(ended).toMatchObject([{ connection: 'connection-1', problem: 'reconnect_needed' }])
})

it('X8: tells of a renewal two weeks ahead, and only once', () => {
  const soon = toConnection({ renewBy: '2026-10-20T00:00:00.000Z' })
  const trouble = toOutcome({ status: 'failed', problem: 'reconnect_needed' })

  expect(toAttention([], [soon], testNowMs).ending).toEqual([soon])
  expect(toAttention([trouble], [soon], testNowMs).ending).toEqual([])
})

it('gives an ending that comes to light late no place of its own, unless a notice had it', () => {
  const ended = toOutcome({ connection: 'c-1', status: 'failed', problem: 'reconnect_needed' })
  const failed = toOutcome({ connection: 'c-2', status: 'failed', problem: 'bank_timeout' })
  const ending = toConnection({ id: 'c-1', renewBy: '2026-10-20T00:00:00.000Z' })
  const late = toAttention([ended, failed], [], testNowMs)

  const unplaced = foldLate(late, toAttention([], [], testNowMs))
  expect(unplaced.ended).toEqual([])
  expect(unplaced.failing).toEqual([ended, failed])
  expect(foldLate(late, toAttention([], [ending], testNowMs))).toEqual(late)
})
