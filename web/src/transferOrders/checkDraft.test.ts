import * as v from 'valibot'
import { expect, it } from 'vitest'
import { accountId } from '@skrin/shared/api/primitives'
import { toTransferOptions } from '../testing/transferData.ts'
import { checkDraft, toLeftToday } from './checkDraft.ts'
import { emptyDraft } from './transferDraft.ts'
import type { TransferDraft } from './transferDraft.ts'

const options = toTransferOptions()
const draft: TransferDraft = {
  from: v.parse(accountId, 'account-1'),
  to: v.parse(accountId, 'account-2'),
  amount: '500',
  date: '',
  message: ' Sparing ',
}
const issuesOf = (changes: Partial<TransferDraft>) =>
  checkDraft(options, { ...draft, ...changes }).issues

it('makes a wish of a whole draft: today at the bank, without spaces around the message', () => {
  const { wish, issues } = checkDraft(options, draft)

  expect(issues).toEqual([])
  expect(wish).toMatchObject({
    amount: { minor: 500_00, currency: 'NOK' },
    date: '2026-10-14',
    message: 'Sparing',
  })
})

it('says everything that is missing', () => {
  const { wish, issues } = checkDraft(options, emptyDraft)

  expect(wish).toBeNull()
  expect(issues).toEqual([
    { field: 'from', issue: 'from_missing' },
    { field: 'to', issue: 'to_missing' },
    { field: 'amount', issue: 'amount_missing' },
  ])
})

it.each([
  [{ amount: '5 kr' }, 'amount', 'amount_wrong'],
  [{ amount: '0,50' }, 'amount', 'amount_too_small'],
  [{ amount: '2000,01' }, 'amount', 'not_enough'],
  [{ date: '2026-10-13' }, 'date', 'date_passed'],
  [{ date: '2026-11-14' }, 'date', 'date_too_far'],
  [{ date: 'soon' }, 'date', 'date_passed'],
  [{ message: '' }, 'message', 'message_too_short'],
  [{ message: 'x'.repeat(31) }, 'message', 'message_too_long'],
  [{ message: 'a@b' }, 'message', 'message_characters'],
] as const)('finds with %j that the %s is %s', (changes, field, issue) => {
  expect(issuesOf(changes)).toContainEqual({ field, issue })
})

it('knows what is left of the limit for the day', () => {
  const limits = [{ currency: 'NOK', limit: 2_000_00, host: 2_000_00, used: 1_500_01 }]

  expect(checkDraft({ ...options, limits }, draft).issues).toEqual([
    { field: 'amount', issue: 'over_limit' },
  ])
  expect(toLeftToday(limits, 'NOK')).toEqual({ minor: 499_99, currency: 'NOK' })
  expect(toLeftToday(limits, 'SEK')).toBeNull()
})
