import type { Account } from '@skrin/shared/api/accounts'
import type { AccountId, MemberId } from '@skrin/shared/brand'
import { toFirstName } from '../ui/toFirstName.ts'

interface Choice<Value> {
  readonly value: Value
  readonly label: string
}

/** What there is to choose from: only what the household really has. */
export interface FilterChoices {
  readonly accounts: readonly Choice<AccountId>[]
  readonly members: readonly Choice<MemberId>[]
  readonly banks: readonly Choice<string>[]
}

export const noChoices: FilterChoices = { accounts: [], members: [], banks: [] }

export function toFilterChoices(
  accounts: readonly Account[],
  labels: ReadonlyMap<AccountId, string>,
  getBankName: (bank: string) => string,
): FilterChoices {
  const owners = new Map(
    accounts.flatMap((account) => account.owners.map(({ id, name }) => [id, name] as const)),
  )
  const banks = new Set(accounts.map(({ bank }) => bank))
  return {
    accounts: accounts.map(({ id, name }) => ({ value: id, label: labels.get(id) ?? name })),
    members: [...owners].map(([value, name]) => ({ value, label: toFirstName(name) })),
    banks: [...banks].map((bank) => ({ value: bank, label: getBankName(bank) })),
  }
}
