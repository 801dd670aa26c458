import type {
  TransferAccount,
  TransferConnection,
  TransferOrder,
} from '@skrin/shared/api/transferOrders'
import type { AccountId } from '@skrin/shared/brand'
import { toTypedText } from './toTypedMoney.ts'

/** A transfer as it is being filled in: text as it was typed. */
export interface TransferDraft {
  readonly from: AccountId | null
  readonly to: AccountId | null
  readonly amount: string
  /** '' for today. */
  readonly date: string
  readonly message: string
}

export const emptyDraft: TransferDraft = { from: null, to: null, amount: '', date: '', message: '' }

/** One like an earlier order, for today. */
export function toDraft(order: TransferOrder, point: '.' | ','): TransferDraft {
  return {
    from: order.from.id,
    to: order.to.id,
    amount: toTypedText(order.amount, point),
    date: '',
    message: order.message,
  }
}

/** Money can be moved only between accounts of one connection, in one currency. */
export interface DraftEnds {
  readonly connection: TransferConnection | null
  readonly from: TransferAccount | null
  readonly to: TransferAccount | null
}

export function findEnds(
  connections: readonly TransferConnection[],
  { from, to }: Pick<TransferDraft, 'from' | 'to'>,
): DraftEnds {
  const connection = connections.find((one) => one.accounts.some(({ id }) => id === from)) ?? null
  const find = (id: AccountId | null) => connection?.accounts.find((one) => one.id === id) ?? null
  return { connection, from: find(from), to: find(to) }
}

/** Where money of this account can go. */
export function listTargets({ connection, from }: DraftEnds): readonly TransferAccount[] {
  if (!connection || !from) return []
  return connection.accounts.filter(
    ({ id, to, currency }) => to && id !== from.id && currency === from.currency,
  )
}

/**
 * The draft for somebody who came from an account: it is where the money comes from, or goes to where it can only receive.
 * Where only one account is possible, it is chosen.
 */
export function startDraft(
  connections: readonly TransferConnection[],
  wanted: AccountId | null,
): TransferDraft {
  const able = connections
    .filter(({ state }) => state === 'on')
    .flatMap((connection) => connection.accounts)
  const account = able.find(({ id }) => id === wanted)
  const sources = able.filter(({ from }) => from)
  const only = sources.length === 1 ? sources[0] : undefined
  if (account && !account.from && account.to) {
    const mates = findEnds(connections, { from: account.id, to: null }).connection?.accounts ?? []
    const givers = mates.filter(({ from, currency }) => from && currency === account.currency)
    return {
      ...emptyDraft,
      from: givers.length === 1 ? (givers[0]?.id ?? null) : null,
      to: account.id,
    }
  }
  return completeTarget(connections, { ...emptyDraft, from: (account ?? only)?.id ?? null })
}

/** Keeps the target while it is possible; takes the only one where there is but one. */
export function completeTarget(
  connections: readonly TransferConnection[],
  draft: TransferDraft,
): TransferDraft {
  const targets = listTargets(findEnds(connections, draft))
  if (draft.from === null || targets.some(({ id }) => id === draft.to)) return draft
  return { ...draft, to: targets.length === 1 ? (targets[0]?.id ?? null) : null }
}
