/** Where the documentation is silent or sources disagree: turned by tests while the bank runs. */
export interface SpareBank1Switches {
  /** 600 in the bank's tutorial of 2024, 300 in its documentation for partners of 2026. */
  accessSeconds: number
  /** null: not counted, so that tests and demos can run; 60 in life. */
  callsPerHour: number | null
  /** How a card's balance is written when money is owed: documented nowhere. */
  cardBalance: 'negative-is-owed' | 'positive-is-owed'
  /** Rows when `rowLimit` is not sent, and at most: both documented nowhere. */
  defaultRows: number
  maxRows: number
  /** Registered addresses; null: any port of the own machine with Skrin's path, since ports are not known here. */
  redirectUris: readonly string[] | null
  /** Which days banks are closed on for transfers: every such day, or only one that lies ahead. */
  closedDays: 'ahead-only' | 'always'
  /** The hour in Oslo from which on a transfer waits for the next open day; null: none. */
  cutoffHour: number | null
  /** What is wrong with an account, by its id in the world. */
  accountTrouble: Readonly<Record<string, AccountTrouble>>
  /** What may be paid into one card, at once and in a day. */
  cardLimits: { readonly transactionMinor: number; readonly dayMinor: number }
}

export type AccountTrouble =
  'none' | 'blocked' | 'closed' | 'locked' | 'pending' | 'cannot_receive' | 'foreign'

export const defaultSwitches: SpareBank1Switches = {
  accessSeconds: 600,
  callsPerHour: null,
  cardBalance: 'negative-is-owed',
  defaultRows: 200,
  maxRows: 5000,
  redirectUris: null,
  // Between own accounts at one bank money moves on any day; so the demo does not depend on the day of the week.
  closedDays: 'ahead-only',
  cutoffHour: null,
  accountTrouble: {},
  cardLimits: { transactionMinor: 100_000_00, dayMinor: 150_000_00 },
}
