import type { Router } from 'express'
import * as v from 'valibot'
import { BANK } from './parts.ts'
import type { SbankenParts } from './parts.ts'
import { findCustomer, toJwt } from './token.ts'

/** The scope's real name after June 2021 is not known. */
const SCOPE = 'Apibeta.Sandbox'
const tokenRequest = v.object({ grant_type: v.literal('client_credentials') })

export function addTokenRoute(router: Router, { kit, grants, begin }: SbankenParts): void {
  router.post('/identityserver/connect/token', ...begin('token'), (request, response) => {
    response.setHeader('Cache-Control', 'no-store')
    // The secret ran out after three months.
    const isExpired = kit.faults.take(BANK, 'token', ['invalid_client'])
    const customer = findCustomer(request.headers.authorization)
    if (isExpired || !customer) {
      return void response.status(400).json({ error: 'invalid_client' })
    }
    if (!v.is(tokenRequest, request.body)) {
      return void response.status(400).json({ error: 'unsupported_grant_type' })
    }
    const { client, person } = customer
    const { accessToken, accessSeconds } = grants.issueAccess(person, client.id, SCOPE)
    const claims = { clientId: client.id, now: kit.now(), seconds: accessSeconds, scope: SCOPE }
    const jwt = toJwt(accessToken, claims)
    response.json({
      access_token: kit.plant(jwt),
      expires_in: accessSeconds,
      token_type: 'Bearer',
      scope: SCOPE,
    })
  })
}
