import type { LocalDate } from '@skrin/shared/brand'
import { addOpenDays } from './calendar.ts'
import { people } from './household.ts'
import type { HouseholdAccount, HouseholdAccountId } from './household.ts'
import type { WorldTransaction } from './world.ts'

export interface Posting {
  readonly day: LocalDate
  readonly kind: WorldTransaction['kind']
  readonly amountMinor: number
  readonly counterparty: string
  /** Open bank days from the purchase to the booking. */
  readonly bookedAfter?: number
  readonly message?: string
  readonly counterpartyAccount?: string
  readonly original?: NonNullable<WorldTransaction['original']>
  readonly city?: string
  readonly country?: string
  readonly mcc?: string
}

export interface Move {
  readonly day: LocalDate
  readonly from: HouseholdAccountId
  readonly to: HouseholdAccountId
  readonly amountMinor: number
  readonly message?: string
}

/** The accounts' rows in the order they were made, with what is left on each account when everything is booked. */
export interface Ledger {
  post(account: HouseholdAccountId, posting: Posting): void
  /** Both legs of a transfer inside the household; at most what is there. Returns what was moved. */
  move(move: Move): number
  /** What can still be spent: pending rows taken off, credit limit added. */
  spendable(account: HouseholdAccountId): number
  balance(account: HouseholdAccountId): number
  rows(account: string): readonly WorldTransaction[]
}

interface Sheet {
  readonly account: HouseholdAccount
  readonly rows: WorldTransaction[]
  balance: number
}

export function createLedger(accounts: readonly HouseholdAccount[]): Ledger {
  const sheets = new Map<string, Sheet>(
    accounts.map((account) => [account.id, { account, rows: [], balance: account.openingMinor }]),
  )
  const sheetOf = (id: HouseholdAccountId) => {
    const sheet = sheets.get(id)
    if (!sheet) throw new RangeError(`no account ${id}`)
    return sheet
  }
  const post = (id: HouseholdAccountId, posting: Posting) => {
    const sheet = sheetOf(id)
    sheet.rows.push(toRow(sheet, posting))
    sheet.balance += posting.amountMinor
  }
  const spendable = (id: HouseholdAccountId) => {
    const { account, balance } = sheetOf(id)
    return balance + account.creditLimitMinor
  }

  const move = ({ from, to, amountMinor, ...rest }: Move) => {
    const moved = Math.max(0, Math.min(amountMinor, spendable(from)))
    if (moved === 0) return 0
    const source = sheetOf(from).account
    const target = sheetOf(to).account
    const shared = source.owners.some((owner) => target.owners.includes(owner))
    const kind = shared ? 'own_transfer' : 'transfer'
    post(from, { ...rest, kind, amountMinor: -moved, ...toOtherSide(target, shared) })
    post(to, { ...rest, kind, amountMinor: moved, ...toOtherSide(source, shared) })
    return moved
  }

  return {
    post,
    move,
    spendable,
    balance: (id) => sheetOf(id).balance,
    rows: (id) => sheets.get(id)?.rows ?? [],
  }
}

/** One's own account is known by its name, somebody else's by theirs. */
function toOtherSide(account: HouseholdAccount, isOwn: boolean) {
  const owner = people.find(({ id }) => id === account.owners[0])
  const counterparty = isOwn ? account.name : (owner?.name ?? account.name)
  return { counterparty, counterpartyAccount: account.number }
}

function toRow(sheet: Sheet, { day, bookedAfter = 0, ...posting }: Posting): WorldTransaction {
  return {
    id: `${sheet.account.id}-${sheet.rows.length + 1}`,
    accountId: sheet.account.id,
    currency: sheet.account.currency,
    day,
    bookedOn: addOpenDays(day, bookedAfter),
    kind: posting.kind,
    amountMinor: posting.amountMinor,
    counterparty: posting.counterparty,
    message: posting.message ?? null,
    counterpartyAccount: posting.counterpartyAccount ?? null,
    original: posting.original ?? null,
    city: posting.city ?? null,
    country: posting.country ?? null,
    mcc: posting.mcc ?? null,
  }
}
