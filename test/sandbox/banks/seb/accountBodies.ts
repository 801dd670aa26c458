import { createHash } from 'node:crypto'
import type { LocalDate } from '@skrin/shared/brand'
import type { Person, World, WorldAccount } from '../../world/world.ts'
import { toSebAmount } from './amounts.ts'

export type AisVersion = 'v7' | 'v8'

/** Anonymised and stable, but another one in each version. */
export function resourceIdOf(account: WorldAccount, version: AisVersion): string {
  const hex = createHash('sha256').update(`${version}/${account.id}`).digest('hex')
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ]
  return [...parts, hex.slice(20, 32)].join('-')
}

export interface AccountContext {
  readonly world: World
  readonly person: Person
  readonly today: LocalDate
  readonly version: AisVersion
  readonly withBalance: boolean
}

export function toAccountBody(account: WorldAccount, context: AccountContext) {
  const { version } = context
  const id = resourceIdOf(account, version)
  return {
    resourceId: id,
    iban: account.iban,
    bban: account.number,
    ...(version === 'v8' && { bic: 'ESSESESSXXX' }),
    // The word for a closed account is not documented; `deleted` is the Berlin Group's.
    status: account.closed ? 'deleted' : 'enabled',
    ...toCurrency(account, version),
    ownerName: ownerNameOf(account, context),
    product: account.product,
    name: account.name,
    ...(context.withBalance && !account.closed && { balances: toBalances(account, context) }),
    ...(version === 'v7' && {
      bicAddress: 'ESSESESSXXX',
      accountOwners: otherOwners(account, context),
    }),
    // Relative to the AIS base path, not to the host.
    _links: { transactions: { href: `/accounts/${id}/transactions?bookingStatus=booked` } },
  }
}

/** What only the single account tells. */
export function toSingleAccountBody(account: WorldAccount, context: AccountContext) {
  return {
    ...toAccountBody(account, context),
    ...(context.version === 'v8' && { additionalOwnerNames: otherOwners(account, context) }),
    aliases: [],
    accountInterest: '0.000000',
    ...(context.withBalance &&
      account.creditLimitMinor > 0 && {
        creditLine: toSebAmount(account.creditLimitMinor, account.currency, context.version).amount,
      }),
  }
}

export function toBalances(account: WorldAccount, { world, today, version }: AccountContext) {
  const { bookedMinor, availableMinor } = world.balanceOf(account.id, today)
  const amount = (minor: number) => toSebAmount(minor, account.currency, version)
  return [
    {
      balanceType: 'interimAvailable',
      creditLimitIncluded: true,
      balanceAmount: amount(availableMinor),
    },
    {
      balanceType: 'interimBooked',
      creditLimitIncluded: false,
      balanceAmount: amount(bookedMinor),
    },
  ]
}

function toCurrency({ closed, currency }: WorldAccount, version: AisVersion) {
  if (!closed) return { currency }
  return version === 'v7' ? { currency: 'xxx' } : {}
}

function ownerNameOf(account: WorldAccount, { world, person }: AccountContext): string {
  if (account.owners.includes(person.id)) return person.name
  return world.people.find(({ id }) => id === account.owners[0])?.name ?? ''
}

function otherOwners(account: WorldAccount, context: AccountContext): string[] {
  const shown = ownerNameOf(account, context)
  return context.world.people
    .filter(({ id, name }) => account.owners.includes(id) && name !== shown)
    .map(({ name }) => name)
}
