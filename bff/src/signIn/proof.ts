import type { SignInMethod } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'

/** Who somebody just proved to be, and how. */
export interface Proof {
  readonly member: MemberId
  readonly method: SignInMethod
  /** Epoch ms; where it was longer ago than this request. */
  readonly provenAt?: number
  /** The hash of the password that it was proven with: as soon as another one is set, it proves nothing. */
  readonly passwordHash?: string
}

/** Where a proof comes from. */
export interface Asker {
  /** One IPv4 address, or an IPv6 network; see `networkOf`. */
  readonly network: string
  /** Browser and system in words; empty when it did not say. */
  readonly device: string
}
