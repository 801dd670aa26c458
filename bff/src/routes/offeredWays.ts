import type { Context } from '../context.ts'
import { toRelyingParty } from '../signIn/relyingParty.ts'
import type { OfferedWays } from '../signIn/removeWayIn.ts'

export function toOfferedWays({ config, demo }: Context): OfferedWays {
  return {
    passkeys: toRelyingParty(config.publicUrl) !== null,
    issuer: config.sso?.issuer.href ?? null,
    demo,
  }
}
