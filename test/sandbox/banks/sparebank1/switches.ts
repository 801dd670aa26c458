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
}

export const defaultSwitches: SpareBank1Switches = {
  accessSeconds: 600,
  callsPerHour: null,
  cardBalance: 'negative-is-owed',
  defaultRows: 200,
  maxRows: 5000,
  redirectUris: null,
}
