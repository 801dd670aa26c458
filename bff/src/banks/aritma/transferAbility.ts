import type { BankAccount } from '../bank.ts'
import type { TransferAbility } from '../bankTransfers.ts'

const neither: TransferAbility = { from: false, to: false, key: null }

/**
 * No field says which accounts can pay. Skrin's choice: accounts in kroner with a number that is whole, current or for
 * saving, and not told to be anything but active.
 */
export function toTransferAbility(
  { currency, number, iban, kind, closed }: Omit<BankAccount, 'transfer'>,
  accountStatus: string | null,
): TransferAbility {
  const isActive = ['active', 'enabled'].includes(accountStatus?.toLowerCase() ?? 'active')
  const isOfMoney = kind === 'current' || kind === 'savings'
  const hasNumber = /^\d{11}$/.test(number ?? '') || /^NO\d{13}$/.test(iban ?? '')
  if (currency !== 'NOK' || closed || !isActive || !isOfMoney || !hasNumber) return neither
  return { from: true, to: true, key: null }
}
