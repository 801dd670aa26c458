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
  /** How many have to approve a payment from an account. */
  approvers: number
  /** How often an approved payment is still on its way. */
  paymentPolls: number
  /** Whether a payment says how many approvals it needs, and how many it lacks. */
  countsApprovals: boolean
  /** As one sample of the events has them. */
  upperCaseStatus: boolean
  /** Between accounts of one person a bank may do without approval (EU 2018/389 Art. 15): seen when, and then carried out. */
  exemptsOwnAccounts: 'never' | 'atAuthorization' | 'atCreation'
}

export const defaultSwitches: AritmaSwitches = {
  accountPageSize: 20,
  transactionPageSize: 50,
  nextPage: 'link',
  deepestDays: null,
  settlingPolls: 1,
  approvers: 1,
  paymentPolls: 1,
  countsApprovals: true,
  upperCaseStatus: false,
  exemptsOwnAccounts: 'never',
}
