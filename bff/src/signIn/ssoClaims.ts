import * as v from 'valibot'

const LONGEST_LABEL = 100

const text = v.fallback(v.optional(v.string()), undefined)

const claims = v.object({
  iss: v.string(),
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  /** When the person last proved themselves to the provider, in seconds. */
  auth_time: v.optional(v.number()),
  preferred_username: text,
  email: text,
  name: text,
})

/** Who somebody is to the provider: issuer and subject, and nothing else, name them (OpenID Connect Core §5.7). */
export interface SsoClaims {
  readonly issuer: string
  readonly subject: string
  /** To tell one's identities apart; never to find somebody by. */
  readonly label: string | null
  readonly authenticatedAt: number | null
}

/** Of an ID token that was checked. @throws ValiError when a claim has another type */
export function readClaims(wireClaims: unknown): SsoClaims {
  const { iss, sub, auth_time, preferred_username, email, name } = v.parse(claims, wireClaims)
  const label = preferred_username ?? email ?? name
  return {
    // With and without a slash at the end of a bare host is the same issuer.
    issuer: new URL(iss).href,
    subject: sub,
    label: label?.slice(0, LONGEST_LABEL) ?? null,
    authenticatedAt: auth_time === undefined ? null : auth_time * 1000,
  }
}
