import type { LocalDate } from '@skrin/shared/brand'
import { addOpenDays } from './calendar.ts'
import { people } from './household.ts'
import type { HouseholdAccount, HouseholdAccountId } from './household.ts'
import type { WorldTransaction } from './world.ts'

export interface Posting {
  /** For rows that are no part of the told story; absent: the next of the account. */
  readonly id?: string
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

/** One side of a transfer inside the household. */
export interface Leg extends Pick<Posting, 'id' | 'day' | 'amountMinor' | 'message'> {
  readonly account: HouseholdAccountId
  readonly otherSide: HouseholdAccountId
}

/** The accounts' rows in the order they were made, with what is left on each account when everything is booked. */
export interface Ledger {
  post(account: HouseholdAccountId, posting: Posting): WorldTransaction
  postLeg(leg: Leg): WorldTransaction
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
  /** How many rows the story told. */
  told: number
  balance: number
}

export function createLedger(accounts: readonly HouseholdAccount[]): Ledger {
  const sheets = new Map<string, Sheet>(
    accounts.map((account) => [
      account.id,
      { account, rows: [], told: 0, balance: account.openingMinor },
    ]),
  )
  const sheetOf = (id: HouseholdAccountId) => {
    const sheet = sheets.get(id)
    if (!sheet) throw new RangeError(`no account ${id}`)
    return sheet
  }
  const post = (id: HouseholdAccountId, posting: Posting) => {
    const sheet = sheetOf(id)
    const row = toRow(sheet, posting)
    sheet.rows.push(row)
    sheet.balance += posting.amountMinor
    return row
  }
  const spendable = (id: HouseholdAccountId) => {
    const { account, balance } = sheetOf(id)
    return balance + account.creditLimitMinor
  }

  const postLeg = ({ account: id, otherSide, ...leg }: Leg) => {
    const { account } = sheetOf(id)
    const other = sheetOf(otherSide).account
    const shared = account.owners.some((owner) => other.owners.includes(owner))
    const kind = shared ? 'own_transfer' : 'transfer'
    return post(id, { ...leg, kind, ...toOtherSide(other, shared) })
  }
  const move = ({ from, to, amountMinor, ...rest }: Move) => {
    const moved = Math.max(0, Math.min(amountMinor, spendable(from)))
    if (moved === 0) return 0
    postLeg({ ...rest, account: from, otherSide: to, amountMinor: -moved })
    postLeg({ ...rest, account: to, otherSide: from, amountMinor: moved })
    return moved
  }

  return {
    post,
    postLeg,
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
    id: posting.id ?? `${sheet.account.id}-${++sheet.told}`,
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
