import { sql } from 'kysely'
import type { TransactionsQuery } from '@skrin/shared/api/transactions'
import type { Currency } from '@skrin/shared/brand'
import { parseCurrency } from '@skrin/shared/money'
import { parseSearch } from '@skrin/shared/search/parseSearch'
import type { SearchTerm } from '@skrin/shared/search/searchTerms'
import type { VisibleAccount } from '../accounts/joinObservations.ts'
import { toSlices } from '../accounts/transactionSlices.ts'
import type { Slice } from '../accounts/transactionSlices.ts'
import { listOpenAccounts } from '../accounts/visibleAccounts.ts'
import type { Viewer } from '../accounts/visibleAccounts.ts'
import type { Clock } from '../clock.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import type { Database } from '../store/database.ts'
import { isNamed } from './findNames.ts'
import type { BankNames } from './findNames.ts'
import type { Wanted } from './findRows.ts'
import { toRankRanges } from './rankRanges.ts'
import type { RangeLimits } from './rankRanges.ts'
import { toConditions } from './toConditions.ts'
import { toLimits } from './toLimits.ts'

/** What finding needs; `banks` for what people call them. */
export interface FindDeps {
  readonly db: Database
  readonly clock: Clock
  readonly banks: BankNames
}

/** What a viewer asks for, as the database is asked for it. */
export interface Find extends Wanted {
  /** All accounts of which the viewer sees transactions, and those that are asked for. */
  readonly open: readonly VisibleAccount[]
  readonly accounts: readonly VisibleAccount[]
  readonly slices: readonly Slice[]
  readonly limits: RangeLimits
}

/** The rows that a viewer may see, and of these the ones that the query and its search leave. */
export async function resolveFind(
  deps: FindDeps,
  viewer: Viewer,
  query: TransactionsQuery,
): Promise<Find> {
  const { db } = deps
  const open = await listOpenAccounts(db, viewer)
  const isNarrowed = [query.account, query.member, query.bank, query.view].some(
    (filter) => filter !== undefined,
  )
  const listed = isNarrowed ? await listOpenAccounts(db, viewer, query) : open
  const terms = parseSearch(query.q ?? '', toHouseholdDay(deps.clock.now()))
  const accounts = listed.filter((account) => isMeant(account, terms, deps.banks))
  const slices = accounts.flatMap(({ observations }) => toSlices(observations))
  const limits = toLimits(query, terms)
  const conditions = await toConditions({ db, open, query, terms })
  const currencies = conditions.amounts.length > 0 ? await listCurrencies(db) : []
  // A day that no row can have, or two that contradict each other.
  const ranges = limits === null ? [] : toRankRanges(slices, limits)
  return { open, accounts, slices, limits: limits ?? {}, ranges, conditions, currencies }
}

function isMeant(
  { observations }: VisibleAccount,
  terms: readonly SearchTerm[],
  banks: BankNames,
): boolean {
  return terms.every(({ meaning, negated }) => {
    const { kind } = meaning
    if (kind !== 'bank' && kind !== 'account' && kind !== 'person') return true
    const isOne = observations.some((observation) =>
      isNamed(kind, meaning.names, { observation, banks }),
    )
    return isOne !== negated
  })
}

/** All there are: one that none of the accounts has asks for nothing. From one to the next, for going through all days takes long. */
async function listCurrencies(db: Database): Promise<Currency[]> {
  const { rows } = await sql<{ currency: string }>`
    with recursive known (currency) as (
      select min(currency) from day_sums
      union all
      select (select min(currency) from day_sums where currency > known.currency)
      from known where currency is not null
    )
    select currency from known where currency is not null`.execute(db)
  return rows.map(({ currency }) => parseCurrency(currency))
}
