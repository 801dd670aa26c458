import type { Account } from '@skrin/shared/api/accounts'
import type { AccountId } from '@skrin/shared/brand'
import { toFirstName } from '../ui/toFirstName.ts'

/** What to call each account beside others: its name, and what tells it from those of the same name. */
export function toAccountLabels(
  accounts: readonly Account[],
  getBankName: (bank: string, label: string | null) => string,
): Map<AccountId, string> {
  return new Map(
    accounts.map((account) => {
      const same = accounts.filter((other) => other !== account && other.name === account.name)
      const parts = [account.name]
      const isThere = (other: Account) =>
        other.bank === account.bank && other.bankLabel === account.bankLabel
      if (!same.every(isThere)) parts.push(getBankName(account.bank, account.bankLabel))
      if (same.some((other) => isThere(other) && other.owner.id !== account.owner.id)) {
        parts.push(toFirstName(account.owner.name))
      }
      return [account.id, parts.join(' · ')]
    }),
  )
}
