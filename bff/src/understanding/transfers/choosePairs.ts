import type { TransferReason } from '@skrin/shared/api/transfers'
import type { TransactionId } from '@skrin/shared/brand'

const sureness: readonly TransferReason[] = [
  'near',
  'same_day',
  'one_named',
  'both_named',
  'person',
]

export interface PossiblePair {
  readonly out_id: TransactionId
  readonly in_id: TransactionId
  readonly reason: TransferReason
}

/**
 * Of the pairs that a viewer sees both sides of, those that are one move of money: surer than every other pair of either
 * of its rows. Of two equally sure ones neither is. No row is in two, whatever the order.
 */
export function choosePairs<Pair extends PossiblePair>(pairs: readonly Pair[]): Pair[] {
  const ofRow = new Map<TransactionId, Pair[]>()
  for (const pair of pairs)
    for (const id of [pair.out_id, pair.in_id]) {
      const known = ofRow.get(id)
      if (known) known.push(pair)
      else ofRow.set(id, [pair])
    }
  const isSurest = (pair: Pair, id: TransactionId) =>
    (ofRow.get(id) ?? []).every((other) => other === pair || rank(other) < rank(pair))
  return pairs.filter((pair) => isSurest(pair, pair.out_id) && isSurest(pair, pair.in_id))
}

function rank({ reason }: PossiblePair): number {
  return sureness.indexOf(reason)
}
