import { isIP } from 'node:net'

/** What a passkey belongs to (WebAuthn Level 3 §5.1.3): the host's name, and the one origin that may ask. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

/** null: an IP address cannot have passkeys. */
export function toRelyingParty({ hostname, origin }: URL): RelyingParty | null {
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  return isAddress ? null : { id: hostname, origin }
}
