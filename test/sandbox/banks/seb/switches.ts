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
  /** Own transfers are signed, as the facts of v1 have it; false: "processed directly", as the notes of v7 have it. */
  signsOwnTransfers: boolean
  /** How long SEB checks a payment before it can be signed. */
  checkSeconds: number
  /** How long a signing order waits for somebody to sign it: BankID's own limit. */
  signSeconds: number
  /** Whether the code comes with the token that opens BankID on the same device: documented for that method only. */
  tokenWithQr: boolean
  /** From this amount on, in minor units, a page asks for a second step; null: never. */
  secondStepFrom: number | null
}

export const defaultSwitches: SebSwitches = {
  accessSeconds: 3599,
  rotates: false,
  refusesPkce: false,
  pageSize: null,
  widestDatedDays: null,
  signsOwnTransfers: true,
  checkSeconds: 0,
  signSeconds: 180,
  tokenWithQr: true,
  secondStepFrom: null,
}
