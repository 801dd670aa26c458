import { timingSafeEqual } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import type { IssuedTokens } from '../../kit/grants.ts'
import type { SandboxClient } from '../../kit/sandboxBank.ts'
import { BANK } from './parts.ts'
import type { Parts } from './parts.ts'

/** The secret in the body or as Basic; refusals are 400 with the JSON of RFC 6749 §5.2. */
export function token(parts: Parts): RequestHandler {
  const { kit, grants } = parts
  return (request, response) => {
    if (kit.faults.take(BANK, 'token', ['revoked_consent'])) grants.revokeAll()
    const client = findClient(request, parts)
    if (!client || kit.faults.take(BANK, 'token', ['invalid_client'])) {
      burnCode(request, parts)
      return void refuse(response, 'invalid_client')
    }
    const grantType = fieldOf(request, 'grant_type')
    if (grantType !== 'authorization_code' && grantType !== 'refresh_token') {
      return void refuse(response, 'unsupported_grant_type')
    }
    const asked = { ...parts, client }
    const issued = grantType === 'refresh_token' ? refresh(request, asked) : redeem(request, asked)
    if (issued === null) return void refuse(response, 'invalid_grant')
    // The old refresh token is dead, and nobody ever reads the new one.
    if (kit.faults.take(BANK, 'token', ['lost_rotation'])) return void request.socket.destroy()
    response.setHeader('Cache-Control', 'no-store')
    response.json(toAnswer(issued, fieldOf(request, 'state')))
  }
}

interface AskedParts extends Parts {
  readonly client: SandboxClient
}

function refresh(request: Request, { grants, client }: AskedParts): IssuedTokens | null {
  return grants.refresh(fieldOf(request, 'refresh_token'), client.id)
}

function redeem(request: Request, { grants, client }: AskedParts): IssuedTokens | null {
  return grants.redeemCode(fieldOf(request, 'code'), {
    clientId: client.id,
    redirectUri: fieldOf(request, 'redirect_uri'),
    verifier: fieldOf(request, 'code_verifier') || undefined,
  })
}

/** Any failed call spends the code. */
function burnCode(request: Request, { grants }: Parts): void {
  grants.redeemCode(fieldOf(request, 'code'), {
    clientId: '',
    redirectUri: '',
    verifier: undefined,
  })
}

function toAnswer(issued: IssuedTokens, state: string) {
  return {
    access_token: issued.accessToken,
    token_type: 'Bearer',
    expires_in: issued.accessSeconds,
    refresh_token: issued.refreshToken,
    refresh_token_expires_in: issued.refreshSeconds,
    refresh_token_absolute_expires_in: issued.absoluteSeconds,
    ...(issued.scope !== '' && { scope: issued.scope }),
    ...(state !== '' && { state }),
  }
}

function findClient(request: Request, { clients }: Parts): SandboxClient | undefined {
  const sent = readBasic(request.headers.authorization) ?? {
    id: fieldOf(request, 'client_id'),
    secret: fieldOf(request, 'client_secret'),
  }
  return clients.find(({ id, secret }) => isSame(sent.id, id) && isSame(sent.secret, secret))
}

/** RFC 6749 §2.3.1: both halves are form-encoded before base64. */
function readBasic(header: string | undefined): { id: string; secret: string } | null {
  const encoded = /^Basic ([\w+/=]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const [id = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  const pair = new URLSearchParams(`id=${id}&secret=${secret}`)
  return { id: pair.get('id') ?? '', secret: pair.get('secret') ?? '' }
}

function isSame(sent: string, known: string): boolean {
  const a = Buffer.from(sent)
  const b = Buffer.from(known)
  return a.length === b.length && timingSafeEqual(a, b)
}

function refuse(response: Response, error: string): void {
  response.status(400).json({ error, error_description: `sandbox: ${error}` })
}

function fieldOf(request: Request, name: string): string {
  const value: unknown = request.body?.[name]
  return typeof value === 'string' ? value : ''
}
