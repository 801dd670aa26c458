import type { RequestHandler } from 'express'
import type { Grants, IssuedTokens } from '../../kit/grants.ts'
import type { SandboxClient, SandboxKit } from '../../kit/sandboxBank.ts'

interface TokenOptions {
  readonly kit: SandboxKit
  readonly grants: Grants
  readonly clients: readonly SandboxClient[]
}

/** The token endpoint: client credentials in the body, an answer with 201 and a lower-case `bearer`. */
export function createToken({ kit, grants, clients }: TokenOptions): RequestHandler {
  return (request, response) => {
    const form: Record<string, string | undefined> = { ...request.body }
    const isStruck = kit.faults.take('seb', 'token', ['invalid_client']) !== undefined
    const client = clients.find(
      ({ id, secret }) => form['client_id'] === id && form['client_secret'] === secret,
    )
    if (isStruck || !client) {
      return void response.status(401).json({ error: 'invalid_client' })
    }
    if (!['authorization_code', 'refresh_token'].includes(form['grant_type'] ?? '')) {
      return void response.status(400).json({ error: 'unsupported_grant_type' })
    }
    const issued = issue(grants, client.id, form)
    if (issued === null) return void response.status(400).json({ error: 'invalid_grant' })
    if (kit.faults.take('seb', 'token', ['lost_rotation']))
      return void response.socket?.resetAndDestroy()
    response.status(201).set('Cache-Control', 'no-store').json({
      access_token: issued.accessToken,
      refresh_token: issued.refreshToken,
      scope: issued.scope,
      token_type: 'bearer',
      expires_in: issued.accessSeconds,
    })
  }
}

function issue(
  grants: Grants,
  clientId: string,
  form: Readonly<Record<string, string | undefined>>,
): IssuedTokens | null {
  if (form['grant_type'] === 'refresh_token')
    return grants.refresh(form['refresh_token'] ?? '', clientId)
  return grants.redeemCode(form['code'] ?? '', {
    clientId,
    redirectUri: form['redirect_uri'] ?? '',
    verifier: form['code_verifier'],
  })
}
