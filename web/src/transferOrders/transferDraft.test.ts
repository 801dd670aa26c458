import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { accountId } from '@skrin/shared/api/primitives'
import {
  toTransferAccount,
  toTransferConnection,
  toTransferOrder,
} from '../testing/transferData.ts'
import {
  completeTarget,
  emptyDraft,
  findEnds,
  listTargets,
  startDraft,
  toDraft,
} from './transferDraft.ts'

const idOf = (text: string) => v.parse(accountId, text)
const [everyday, savings, card] = ['account-1', 'account-2', 'account-3'].map(idOf)
const cardAccount = toTransferAccount({ id: 'account-3', kind: 'card', from: false })
const two = [toTransferConnection()]
const three = [
  toTransferConnection({
    accounts: [toTransferAccount(), toTransferAccount({ id: 'account-2' }), cardAccount],
  }),
]

describe('a draft begins', () => {
  it('with the account that one comes from, and the only one that it can go to', () => {
    expect(startDraft(two, everyday ?? null)).toMatchObject({ from: everyday, to: savings })
  })

  it('with an account that can only receive as the end of it', () => {
    expect(startDraft(three, card ?? null)).toMatchObject({ from: null, to: card })
  })

  it('with the only account that money can come from', () => {
    const one = toTransferConnection({ accounts: [toTransferAccount(), cardAccount] })

    expect(startDraft([one], null)).toMatchObject({ from: everyday, to: card })
  })

  it('with nothing where there is a choice, or the account is not among them', () => {
    expect(startDraft(two, null)).toEqual(emptyDraft)
    expect(startDraft(two, idOf('account-9'))).toEqual(emptyDraft)
  })

  it('with nothing over a connection that is off', () => {
    expect(startDraft([toTransferConnection({ state: 'off' })], everyday ?? null)).toEqual(
      emptyDraft,
    )
  })
})

it('goes only to other accounts that can receive, in the same currency', () => {
  const accounts = [
    toTransferAccount(),
    toTransferAccount({ id: 'account-2', to: false }),
    toTransferAccount({ id: 'account-4', currency: 'EUR' }),
    cardAccount,
  ]
  const ends = findEnds([toTransferConnection({ accounts })], { from: everyday ?? null, to: null })

  expect(listTargets(ends).map(({ id }) => id)).toEqual([card])
})

it('lets go of an account that money can no longer go to', () => {
  const draft = { ...emptyDraft, from: everyday ?? null, to: everyday ?? null }

  expect(completeTarget(three, draft).to).toBeNull()
  expect(completeTarget(two, draft).to).toBe(savings)
})

it('is like an earlier order, but for today', () => {
  const order = toTransferOrder({ amount: { minor: 75050, currency: 'NOK' }, date: '2026-10-10' })

  expect(toDraft(order, ',')).toEqual({
    from: everyday,
    to: savings,
    amount: '750,50',
    date: '',
    message: 'Sparing',
  })
})
