import type { AccountId, CategoryId, Currency } from '@skrin/shared/brand'
import { parseCurrency } from '@skrin/shared/money'
import type { Transaction } from '@skrin/shared/api/transactions'
import type { VisibleAccount } from '../../accounts/joinObservations.ts'
import { toShownName } from '../../accounts/shownName.ts'
import type { AccountKind } from '@skrin/shared/api/accounts'
import type { Database } from '../../store/database.ts'

/** An account as an exported file names it: no more than its viewer may know. */
export interface ExportedAccount {
  readonly id: AccountId
  readonly bank: string
  readonly name: string
  readonly number: string | null
  readonly iban: string | null
  readonly kind: AccountKind
  readonly currency: Currency
}

/** What the writers need beside the rows. */
export interface ExportNames {
  readonly accounts: ReadonlyMap<AccountId, ExportedAccount>
  /** A built-in category is called by its code. */
  readonly categories: ReadonlyMap<CategoryId, string>
}

export async function readExportNames(
  db: Database,
  open: readonly VisibleAccount[],
): Promise<ExportNames> {
  const own = await db.selectFrom('categories').select(['id', 'name']).execute()
  return {
    accounts: new Map(open.map((account) => [account.id, toExported(account)])),
    categories: new Map(own.map(({ id, name }) => [id, name])),
  }
}

function toExported({ id, observations }: VisibleAccount): ExportedAccount {
  const face = observations.find(({ level }) => level !== 'balance') ?? observations[0]
  const { bank, number, iban, kind, currency } = face
  return {
    id,
    bank,
    name: toShownName(face),
    number,
    iban,
    kind,
    currency: parseCurrency(currency),
  }
}

/** The number by which other programs know the account; where the bank tells none, its name. */
export function toAccountNumber({ iban, number, name }: ExportedAccount): string {
  return iban ?? number ?? name
}

export function toCategoryName(
  { categories }: ExportNames,
  { category }: Pick<Transaction, 'category'>,
): string {
  return category === null ? '' : (categories.get(category.id) ?? category.id)
}
