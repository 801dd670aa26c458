import type { TransferAbility } from '../bankTransfers.ts'
import type { WireAccount } from './wireShapes.ts'

const neither: TransferAbility = { from: false, to: false, key: null }

/**
 * Which end of a transfer an account can be, by the bank's own flags, of which each may be absent: then it is none. Only one's
 * own accounts in kroner: what somebody else lets one use is no own account.
 */
export function toTransferAbility(wireAccount: WireAccount): TransferAbility {
  const { currencyCode, disposalRole, creditCardAccountID, accountProperties } = wireAccount
  const { isTransferFromEnabled, isTransferToEnabled, isOwned, isBlocked } = accountProperties ?? {}
  if (currencyCode !== 'NOK' || disposalRole === true || isOwned === false || isBlocked === true)
    return neither
  // A card is paid to by an id of its own, and has no number to take from.
  if (creditCardAccountID !== null)
    return { from: false, to: isTransferToEnabled !== false, key: creditCardAccountID }
  if (!/^\d{11}$/.test(wireAccount.accountNumber ?? '')) return neither
  return { from: isTransferFromEnabled === true, to: isTransferToEnabled === true, key: null }
}
