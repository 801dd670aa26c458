import { createHash } from 'node:crypto'
import type { LocalDate } from '@skrin/shared/brand'
import type { SandboxKit } from '../../kit/sandboxBank.ts'
import type { WorldAccount } from '../../world/world.ts'

const accountTypes = {
  current: 'Standard account',
  savings: 'High interest account',
  card: 'Creditcard account',
  loan: 'Mortgage',
  other: 'Standard account',
}

/** Opaque in the bank's paths, and not the account number. */
export function toAccountId(account: WorldAccount): string {
  return createHash('sha256')
    .update(`sbanken ${account.id}`)
    .digest('hex')
    .slice(0, 32)
    .toUpperCase()
}

/** An account that belongs to somebody else has that person's identity number as owner. */
export function toAccountBody({ world }: SandboxKit, account: WorldAccount, today: LocalDate) {
  const owner = world.people.find(({ id }) => id === account.owners[0])
  const { bookedMinor, availableMinor } = world.balanceOf(account.id, today)
  return {
    accountId: toAccountId(account),
    accountNumber: account.number,
    ownerCustomerId: owner?.identityNumber ?? null,
    name: account.name,
    accountType: accountTypes[account.kind],
    available: availableMinor / 100,
    balance: bookedMinor / 100,
    creditLimit: account.creditLimitMinor / 100,
  }
}
