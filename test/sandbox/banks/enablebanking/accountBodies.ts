import type { AccountKind } from '@skrin/shared/api/accounts'
import type { LocalDate } from '@skrin/shared/brand'
import { moneyFromMinor, parseCurrency, toDecimal } from '@skrin/shared/money'
import type { World } from '../../world/world.ts'
import type { AccountBehind } from './accounts.ts'

export function toAmount(minor: number, currency: string) {
  return { currency, amount: toDecimal(moneyFromMinor(minor, parseCurrency(currency))) }
}

const types: Readonly<Record<AccountKind, string>> = {
  current: 'CACC',
  savings: 'SVGS',
  card: 'CARD',
  loan: 'LOAN',
  other: 'OTHR',
}

/** An AccountResource, but for what names it in a session. */
export function toDetails(world: World, { account, behind, ...one }: AccountBehind) {
  const owner = world.people.find(({ id }) => id === account.owners[0])
  const bban = { identification: one.number, scheme_name: 'BBAN', issuer: null }
  const masked = { identification: `5413 33** **** ${one.number.slice(-4)}`, scheme_name: 'CPAN' }
  const isCard = account.kind === 'card'
  const hasIban = behind.habits.numbers === 'iban' && !isCard
  const other = isCard ? masked : hasIban ? null : bban
  return {
    account_id: { iban: hasIban ? one.iban : null, other },
    all_account_ids: isCard ? [masked] : [bban],
    account_servicer: { bic_fi: behind.bic, clearing_system_member_id: null, name: behind.name },
    name: owner?.name ?? null,
    details: account.name,
    usage: 'PRIV',
    cash_account_type: types[account.kind],
    product: account.product,
    currency: one.currency,
    psu_status: 'Account Holder',
    credit_limit: null,
    postal_address: null,
  }
}

export function toBalances(world: World, today: LocalDate, one: AccountBehind) {
  const { bookedMinor, availableMinor } = isStory(one)
    ? world.balanceOf(one.account.id, today)
    : { bookedMinor: 0, availableMinor: 0 }
  const balance = (name: string, balance_type: string, minor: number) => ({
    name,
    balance_type,
    balance_amount: toAmount(minor, one.currency),
    last_change_date_time: null,
    reference_date: today,
    last_committed_transaction: null,
  })
  return [balance('Available', 'ITAV', availableMinor), balance('Booked', 'ITBD', bookedMinor)]
}

/** A second currency of an account has never been used. */
export function isStory({ behind, currency }: AccountBehind): boolean {
  return currency !== behind.habits.secondCurrency
}
