import { createHash } from 'node:crypto'
import type { Person, PersonId, World, WorldAccount, WorldBalance } from '../../world/world.ts'
import type { SpareBank1Switches } from './switches.ts'

/** Twenty letters and digits; `epoch` moves when keys change. */
export function keyOf(account: WorldAccount, epoch: number): string {
  const hash = createHash('sha256').update(`sparebank1/${epoch}/${account.id}`).digest('base64')
  return hash.replace(/[^A-Za-z0-9]/g, '').slice(0, 20)
}

/** A card has no account number but an id that starts with K. */
export function numberOf(account: WorldAccount): string {
  return account.kind === 'card' ? `K${account.number}` : account.number
}

/** What a card is called when paid to. */
export function cardIdOf(account: WorldAccount): string {
  return `cc-${account.number.slice(-6)}`
}

/** Whether the query asks for it; ordinary accounts in kroner come unless they are turned off. */
export function isAskedFor(
  account: WorldAccount,
  query: Readonly<Record<string, unknown>>,
): boolean {
  if (account.kind === 'card') {
    // A client of December 2025 spells it the second way.
    return (
      query['includeCreditCardAccounts'] === 'true' || query['includeCreditcardAccounts'] === 'true'
    )
  }
  if (account.currency !== 'NOK') return query['includeCurrencyAccounts'] === 'true'
  if (isBsu(account)) return query['includeBsuAccounts'] === 'true'
  return query['includeNokAccounts'] !== 'false'
}

export interface AccountView {
  readonly world: World
  readonly person: PersonId
  readonly balance: WorldBalance
  readonly epoch: number
  readonly switches: SpareBank1Switches
}

export function toAccountBody(account: WorldAccount, view: AccountView): Record<string, unknown> {
  const { world, person, balance, epoch, switches } = view
  const isCard = account.kind === 'card'
  const sign = isCard && switches.cardBalance === 'positive-is-owed' ? -1 : 1
  const isOwned = account.owners.includes(person)
  const trouble = switches.accountTrouble[account.id] ?? 'none'
  return {
    key: keyOf(account, epoch),
    accountNumber: numberOf(account),
    ...(!isCard && { iban: account.iban }),
    name: account.name,
    description: account.product,
    ...(hasInlineBalance(account) && { balance: toNumber(sign * balance.bookedMinor) }),
    ...(hasInlineBalance(account) && { availableBalance: toNumber(balance.availableMinor) }),
    currencyCode: account.currency,
    owner: toOwner(world.people.find(({ id }) => id === account.owners[0])),
    productType: isCard
      ? 'CREDITCARD'
      : isBsu(account)
        ? 'BSU'
        : account.kind === 'savings'
          ? 'SAVINGS'
          : 'CURRENT',
    type: isCard ? 'CREDITCARD' : account.kind === 'savings' ? 'SAVING' : 'USER',
    disposalRole: !isOwned,
    ...(isCard && {
      creditCardCreditLimit: toNumber(account.creditLimitMinor),
      creditCardAccountID: cardIdOf(account),
    }),
    accountProperties: {
      isTransferFromEnabled: !isCard && isOwned && trouble !== 'locked',
      isTransferToEnabled: trouble !== 'locked' && trouble !== 'cannot_receive',
      hasAccess: true,
      isOwned,
      isSavingsAccount: account.kind === 'savings',
      isBlocked: trouble === 'blocked',
      isHidden: false,
      isDefaultPaymentAccount: account.kind === 'current' && isOwned,
    },
  }
}

/** Left out for savings accounts here, so that the separate balance call is needed; which ones in life is not known. */
function hasInlineBalance({ kind }: WorldAccount): boolean {
  return kind !== 'savings'
}

export function isBsu({ product }: WorldAccount): boolean {
  return product === 'Boligsparing for ungdom'
}

function toOwner(person: Person | undefined) {
  if (!person) return undefined
  const [firstName = '', ...rest] = person.name.split(' ')
  return {
    name: person.name,
    firstName,
    lastName: rest.join(' '),
    age: person.role === 'child' ? 15 : 41,
    customerKey: `customer-key-${person.id}`,
    ssnKey: `ssn-key-${person.id}`,
  }
}

/** JSON has no other numbers; two decimals survive a double. */
export function toNumber(minor: number): number {
  return minor / 100
}
