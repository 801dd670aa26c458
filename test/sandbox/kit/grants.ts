import { createHash, randomBytes } from 'node:crypto'
import type { PersonId } from '../world/world.ts'

export interface GrantRules {
  readonly codeSeconds: number
  /** A function so that tests can shorten it while the bank runs. */
  readonly accessSeconds: () => number
  readonly refreshIdleSeconds: number
  readonly refreshAbsoluteSeconds: number
  /** A used refresh token is dead, and using it again ends the whole grant (RFC 9700 §4.14.2). */
  readonly rotates: boolean
}

interface Code {
  readonly person: PersonId
  readonly clientId: string
  readonly redirectUri: string
  readonly challenge: string | null
  readonly expiresAt: number
  readonly scope: string
}

interface Grant {
  readonly id: string
  readonly person: PersonId
  readonly clientId: string
  readonly scope: string
  readonly createdAt: number
  revoked: boolean
}

export interface IssuedTokens {
  readonly accessToken: string
  readonly refreshToken: string
  readonly accessSeconds: number
  readonly refreshSeconds: number
  readonly absoluteSeconds: number
  readonly scope: string
}

interface TokenRow {
  readonly grant: string
  readonly expiresAt: number
  used: boolean
}

interface GrantSnapshot {
  readonly grants: Grant[]
  readonly access: [string, TokenRow][]
  readonly refresh: [string, TokenRow][]
}

/** The memory of a simulated authorization server: codes that work once, tokens that expire, rotation with reuse detection. */
export class Grants {
  readonly #rules: GrantRules
  readonly #now: () => number
  readonly #plant: (secret: string) => string
  readonly #codes = new Map<string, Code>()
  readonly #grants = new Map<string, Grant>()
  readonly #access = new Map<string, TokenRow>()
  readonly #refresh = new Map<string, TokenRow>()

  constructor(rules: GrantRules, kit: { now: () => number; plant: (secret: string) => string }) {
    this.#rules = rules
    this.#now = kit.now
    this.#plant = kit.plant
  }

  issueCode(code: Omit<Code, 'expiresAt'>): string {
    const value = this.#plant(`CODE-${randomBytes(24).toString('base64url')}`)
    this.#codes.set(value, { ...code, expiresAt: this.#now() + this.#rules.codeSeconds * 1000 })
    return value
  }

  /** A code works once, and a failed try burns it too. null: invalid_grant. */
  redeemCode(
    value: string,
    request: { clientId: string; redirectUri: string; verifier: string | undefined },
  ): IssuedTokens | null {
    const code = this.#codes.get(value)
    this.#codes.delete(value)
    if (!code || code.expiresAt < this.#now()) return null
    if (code.clientId !== request.clientId || code.redirectUri !== request.redirectUri) return null
    if (code.challenge !== null && code.challenge !== toChallenge(request.verifier ?? ''))
      return null
    const grant: Grant = {
      id: randomBytes(8).toString('hex'),
      person: code.person,
      clientId: code.clientId,
      scope: code.scope,
      createdAt: this.#now(),
      revoked: false,
    }
    this.#grants.set(grant.id, grant)
    return this.#issue(grant)
  }

  /** null: invalid_grant. */
  refresh(refreshToken: string, clientId: string): IssuedTokens | null {
    const row = this.#refresh.get(refreshToken)
    const grant = row ? this.#grants.get(row.grant) : undefined
    if (!row || !grant || grant.revoked || grant.clientId !== clientId) return null
    if (row.used) {
      grant.revoked = true
      return null
    }
    if (row.expiresAt < this.#now()) return null
    if (this.#rules.rotates) row.used = true
    return this.#issue(grant, this.#rules.rotates ? undefined : refreshToken)
  }

  /** For client_credentials: a token for a person without a grant to renew. */
  issueAccess(
    person: PersonId,
    clientId: string,
    scope: string,
  ): { accessToken: string; accessSeconds: number } {
    const grant: Grant = {
      id: randomBytes(8).toString('hex'),
      person,
      clientId,
      scope,
      createdAt: this.#now(),
      revoked: false,
    }
    this.#grants.set(grant.id, grant)
    const { accessToken, accessSeconds } = this.#issue(grant)
    return { accessToken, accessSeconds }
  }

  /** Whose token it is; null when it is unknown, expired or revoked. */
  personOf(accessToken: string): PersonId | null {
    const row = this.#access.get(accessToken)
    const grant = row ? this.#grants.get(row.grant) : undefined
    if (!row || !grant || grant.revoked || row.expiresAt <= this.#now()) return null
    return grant.person
  }

  /** What a token that is known is good for; '' when nothing was asked for. */
  scopeOf(accessToken: string): string {
    const row = this.#access.get(accessToken)
    return (row && this.#grants.get(row.grant)?.scope) ?? ''
  }

  /** RFC 7009: revoking either token ends the grant; an unknown one is no error. */
  revoke(token: string): void {
    const row = this.#refresh.get(token) ?? this.#access.get(token)
    const grant = row ? this.#grants.get(row.grant) : undefined
    if (grant) grant.revoked = true
  }

  expireAccessTokens(): void {
    this.#access.clear()
  }

  revokeAll(): void {
    for (const grant of this.#grants.values()) grant.revoked = true
  }

  snapshot(): GrantSnapshot {
    const live = <T extends { expiresAt: number }>(rows: Map<string, T>) =>
      [...rows].filter(([, row]) => row.expiresAt > this.#now())
    return {
      grants: [...this.#grants.values()],
      access: live(this.#access),
      refresh: live(this.#refresh),
    }
  }

  restore(snapshot: unknown): void {
    const { grants, access, refresh } = snapshot as GrantSnapshot
    for (const grant of grants) this.#grants.set(grant.id, grant)
    for (const [token, row] of access) this.#access.set(this.#plant(token), row)
    for (const [token, row] of refresh) this.#refresh.set(this.#plant(token), row)
  }

  #issue(grant: Grant, keptRefreshToken?: string): IssuedTokens {
    const now = this.#now()
    const accessSeconds = this.#rules.accessSeconds()
    const accessToken = this.#plant(`AT-${randomBytes(24).toString('base64url')}`)
    this.#access.set(accessToken, {
      grant: grant.id,
      expiresAt: now + accessSeconds * 1000,
      used: false,
    })
    const absoluteEnd = grant.createdAt + this.#rules.refreshAbsoluteSeconds * 1000
    const expiresAt = Math.min(now + this.#rules.refreshIdleSeconds * 1000, absoluteEnd)
    const refreshToken =
      keptRefreshToken ?? this.#plant(`RT-${randomBytes(24).toString('base64url')}`)
    this.#refresh.set(refreshToken, { grant: grant.id, expiresAt, used: false })
    return {
      accessToken,
      refreshToken,
      accessSeconds,
      refreshSeconds: Math.floor((expiresAt - now) / 1000),
      absoluteSeconds: Math.floor((absoluteEnd - now) / 1000),
      scope: grant.scope,
    }
  }
}

function toChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
