import type { TransferAbility } from '../bankTransfers.ts'
import type { WireAccount } from './wireShapes.ts'

/**
 * Both ends or neither: SEB says nothing of single accounts. The product is for Swedish accounts, found by their IBAN, in kronor;
 * only of an open account it is known that it can.
 */
export function toTransferAbility({ status, currency, iban }: WireAccount): TransferAbility {
  const isOpen = status?.toLowerCase() === 'enabled'
  const isSwedish = /^SE\d{22}$/.test(iban?.replace(/\s/g, '') ?? '')
  const isAble = isOpen && isSwedish && currency === 'SEK'
  return { from: isAble, to: isAble, key: null }
}
