/** What Aritma leaves open, or the bank behind it decides: tests turn these while the sandbox runs. */
export interface AritmaSwitches {
  accountPageSize: number
  transactionPageSize: number
  /** Where the next page is said to be. */
  nextPage: 'link' | 'transactionsLink' | 'nextCursor' | 'cursor'
  /** Days back that the bank behind answers for; further back is refused. null: no end. */
  deepestDays: number | null
  /** How often an approved consent still says `Started`. */
  settlingPolls: number
}

export const defaultSwitches: AritmaSwitches = {
  accountPageSize: 20,
  transactionPageSize: 50,
  nextPage: 'link',
  deepestDays: null,
  settlingPolls: 1,
}
