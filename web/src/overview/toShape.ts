import type { Account } from '@skrin/shared/api/accounts'
import type { Grouping } from '../preferences/preferences.ts'
import type { PageShape } from '../ui/pageShape.ts'
import { groupAccounts } from './groupAccounts.ts'
import { toHouseholdTotals } from './toHouseholdTotals.ts'

/** How many lines and rows the overview of these accounts has. */
export function toShape(
  accounts: readonly Account[],
  grouping: Grouping,
): Pick<PageShape, 'totals' | 'groups'> {
  return {
    totals: toHouseholdTotals(accounts).totals.map(
      ({ have, cards, loans }) => [have, cards, loans].filter((line) => line !== null).length,
    ),
    groups: groupAccounts(accounts, grouping).map((group) => group.accounts.length),
  }
}
