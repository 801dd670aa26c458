import * as v from 'valibot'
import {
  transferAccount,
  transferConnection,
  transferOptions,
  transferOrder,
  transferReview,
} from '@skrin/shared/api/transferOrders'
import type {
  TransferAccount,
  TransferConnection,
  TransferOptions,
  TransferOrder,
  TransferReview,
} from '@skrin/shared/api/transferOrders'

/** Invented answers about moving money, through the schemas of the API. */
type Changes<T> = { readonly [Key in keyof T]?: unknown }

const nok = (minor: number) => ({ minor, currency: 'NOK' })
const everyday = { id: 'account-1', name: 'Brukskonto', number: '97101234567' }
const savings = { id: 'account-2', name: 'Sparekonto', number: '97107654321' }

export function toTransferAccount(changes: Changes<TransferAccount> = {}): TransferAccount {
  return v.parse(transferAccount, {
    ...everyday,
    kind: 'current',
    currency: 'NOK',
    balance: nok(2_500_00),
    available: nok(2_000_00),
    from: true,
    to: true,
    ...changes,
  })
}

/** A bank that takes messages of 1 to 30 characters, on days up to thirty ahead, with nothing to approve. */
export function toTransferConnection(
  changes: Changes<TransferConnection> = {},
): TransferConnection {
  return v.parse(transferConnection, {
    id: 'connection-1',
    bank: 'testbank',
    label: null,
    state: 'on',
    rules: {
      amounts: [{ currency: 'NOK', least: 100, most: 100_000_00 }],
      message: { least: 1, most: 30, allowed: '0-9A-Za-zÆØÅæøå ,.!?\\-' },
      daysAhead: 30,
      approval: 'none',
      card: null,
    },
    today: '2026-10-14',
    accounts: [toTransferAccount(), toTransferAccount({ ...savings, kind: 'savings' })],
    unsettled: null,
    ...changes,
  })
}

export function toTransferOptions(changes: Changes<TransferOptions> = {}): TransferOptions {
  return v.parse(transferOptions, {
    connections: [toTransferConnection()],
    limits: [{ currency: 'NOK', limit: 10_000_00, host: 50_000_00, used: 1_500_00 }],
    ...changes,
  })
}

/** 500 kr to the savings, looked over and not confirmed yet. */
export function toTransferOrder(changes: Changes<TransferOrder> = {}): TransferOrder {
  return v.parse(transferOrder, {
    id: 'order-1',
    state: 'reviewed',
    connection: 'connection-1',
    bank: 'testbank',
    from: everyday,
    to: savings,
    amount: nok(500_00),
    date: '2026-10-14',
    message: 'Sparing',
    executesOn: null,
    reviewedAt: '2026-10-14T12:04:00.000Z',
    expiresAt: changes.state === undefined ? '2026-10-14T12:14:00.000Z' : null,
    sentAt: null,
    settledAt: null,
    reason: null,
    problem: null,
    warnings: [],
    reference: null,
    approval: null,
    lookedUpAt: null,
    knownBy: null,
    decision: null,
    ...changes,
  })
}

/** One that was sent a minute ago. */
export function toSentOrder(
  state: TransferOrder['state'],
  changes: Changes<TransferOrder> = {},
): TransferOrder {
  const sentAt = '2026-10-14T12:04:30.000Z'
  const isOver = state === 'done' || state === 'moved' || state === 'refused'
  const end = isOver ? { settledAt: '2026-10-14T12:04:31.000Z', knownBy: 'answer' } : {}
  return toTransferOrder({ state, sentAt, ...end, ...changes })
}

export function toTransferReview(changes: Changes<TransferReview> = {}): TransferReview {
  return v.parse(transferReview, {
    order: toTransferOrder(),
    request: {
      method: 'POST',
      path: 'https://bank.example/transfers',
      body: '{"fromAccount":"97101234567","toAccount":"97107654321","amount":"500.00"}',
    },
    similar: [],
    ...changes,
  })
}
