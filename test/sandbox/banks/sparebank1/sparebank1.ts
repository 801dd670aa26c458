import express, { Router } from 'express'
import { Grants } from '../../kit/grants.ts'
import type { SandboxBank, SandboxKit } from '../../kit/sandboxBank.ts'
import { createApi } from './api.ts'
import { createAuthorize } from './authorize.ts'
import { step } from './parts.ts'
import type { Parts } from './parts.ts'
import { defaultSwitches } from './switches.ts'
import type { SpareBank1Switches } from './switches.ts'
import { token } from './token.ts'

export interface SpareBank1Sandbox extends SandboxBank {
  readonly switches: SpareBank1Switches
}

// Invented, with letters that must be encoded in a form body and in Basic.
const CLIENT_ID = 'skrin sandbox:sb1+id/1'
const CLIENT_SECRET = 'hemmelig nøkkel: 100 % & é+/=sb1'
const SPARE_CLIENT = { id: 'egen app:sb1/æ+2', secret: 'min egen: 50 % & "ø"+/=sb1' }
const DAY_S = 24 * 60 * 60

/** SpareBank 1's `Personlig klient`, as the portal's files of May 2026 and its clients describe it. */
export function createSpareBank1Sandbox(kit: SandboxKit): SpareBank1Sandbox {
  const switches: SpareBank1Switches = { ...defaultSwitches }
  const grants = new Grants(
    {
      codeSeconds: 120,
      accessSeconds: () => switches.accessSeconds,
      refreshIdleSeconds: 30 * DAY_S - 1,
      refreshAbsoluteSeconds: 365 * DAY_S - 1,
      rotates: true,
    },
    kit,
  )
  const client = { id: CLIENT_ID, secret: kit.plant(CLIENT_SECRET) }
  const spareClient = { ...SPARE_CLIENT, secret: kit.plant(SPARE_CLIENT.secret) }
  return {
    router: createRouter({ kit, grants, switches, clients: [client, spareClient] }),
    switches,
    spareClient,
    env: {
      SKRIN_SPAREBANK1_CLIENT_ID: client.id,
      SKRIN_SPAREBANK1_CLIENT_SECRET: client.secret,
      SKRIN_SPAREBANK1_AUTH_URL: `${kit.origin}/auth`,
      SKRIN_SPAREBANK1_API_URL: `${kit.origin}/personal/banking`,
    },
    expireAccessTokens: () => grants.expireAccessTokens(),
    revokeGrants: () => grants.revokeAll(),
    snapshot: () => grants.snapshot(),
    restore: (snapshot) => grants.restore(snapshot),
  }
}

function createRouter(parts: Parts): Router {
  const router = Router()
  const oauth = Router()
  oauth.use(express.urlencoded({ extended: false, limit: '16kb' }))
  oauth.post('/token', step(parts, 'token'), token(parts))
  oauth.use(createAuthorize(parts))
  // Both hosts of the bank serve sign-in: api-auth.sparebank1.no and api.sparebank1.no.
  router.use('/auth/oauth', oauth)
  router.use('/oauth', oauth)
  router.use('/personal/banking', createApi(parts))
  return router
}
