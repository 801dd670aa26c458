/** What SEB leaves open, or does one way at one time and another at another: tests turn these while the bank runs. */
export interface SebSwitches {
  accessSeconds: number
  /** Not documented for the redirect grant; the decoupled grant's notes speak of reused refresh tokens. */
  rotates: boolean
  /** Answers the PKCE parameters with an error page, as a server that does not know them might. */
  refusesPkce: boolean
  /** Booked rows in one answer; null: 500 in v8, 199 in v7. */
  pageSize: number | null
  /** Dated lists over more days than this time out; null: never. */
  widestDatedDays: number | null
}

export const defaultSwitches: SebSwitches = {
  accessSeconds: 3599,
  rotates: false,
  refusesPkce: false,
  pageSize: null,
  widestDatedDays: null,
}
