import express, { Router } from 'express'
import * as v from 'valibot'
import type { SandboxBank, SandboxKit } from '../../kit/sandboxBank.ts'
import { AccessTokens } from './accessTokens.ts'
import { addAccountRoutes } from './accountRoutes.ts'
import { createApprovalPage } from './approvalPage.ts'
import { createConsentPage } from './consentPage.ts'
import { addConsentRoutes } from './consentRoutes.ts'
import { Consents } from './consents.ts'
import { createIdentity } from './identity.ts'
import { ZONE } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import { addPaymentRoutes } from './paymentRoutes.ts'
import { Payments } from './payments.ts'
import { sendProblem } from './problems.ts'
import { defaultSwitches } from './switches.ts'
import type { AritmaSwitches } from './switches.ts'
import { UnattendedCalls } from '../../kit/unattendedCalls.ts'

export interface AritmaSandbox extends SandboxBank {
  /** Turned while the bank runs. */
  readonly switches: AritmaSwitches
  /** What other people do who dispose of the accounts: the approvals that payments still lack. */
  approveByOthers(): void
}

// Invented, of letters that have to be encoded in a form and in Basic. RFC 6749 appendix A allows only ASCII; an
// apostrophe would end the quotes in which the sandbox prints its settings.
export const clientId = 'husstand 4: +/%(1)*'
export const clientSecret = 'hemmelig: + / = % og "sikker" ( ) * ~!'

const SPARE_CLIENT = { id: 'egen avtale 5: +/%(2)*', secret: 'min egen: + / = % og "to" ( ) * ~!' }

const saved = v.object({
  tokens: v.unknown(),
  consents: v.unknown(),
  // Absent in what was saved before there were payments.
  payments: v.optional(v.unknown()),
})

/** Aritma's Banking API v4 in the psd2 channel, its consent page and its identity server. */
export async function createAritmaSandbox(kit: SandboxKit): Promise<AritmaSandbox> {
  const switches: AritmaSwitches = { ...defaultSwitches }
  const tokens = new AccessTokens(kit)
  const consents = new Consents(kit, switches)
  const payments = new Payments(kit, switches)
  const unattended = new UnattendedCalls(() => kit.now(), ZONE)
  const parts: AritmaParts = { kit, tokens, consents, payments, unattended, switches }
  const client = { id: clientId, secret: kit.plant(clientSecret) }
  const spareClient = { ...SPARE_CLIENT, secret: kit.plant(SPARE_CLIENT.secret) }
  const router = Router()
  router.use('/id', await createIdentity({ kit, tokens, clients: [client, spareClient] }))
  router.use('/consent', createConsentPage(parts))
  router.use('/approve', createApprovalPage(parts))
  router.use('/api', createApi(parts))
  return {
    router,
    switches,
    spareClient,
    env: {
      SKRIN_ARITMA_CLIENT_ID: client.id,
      SKRIN_ARITMA_CLIENT_SECRET: client.secret,
      SKRIN_ARITMA_AUTH_URL: `${kit.origin}/id`,
      SKRIN_ARITMA_API_URL: `${kit.origin}/api`,
    },
    expireAccessTokens: () => tokens.expireAll(),
    // A customer withdraws consents; the tokens are the bank client's own and live on.
    revokeGrants: () => consents.revokeAll(),
    approveByOthers: () => payments.approveByOthers(),
    snapshot: () => ({
      tokens: tokens.snapshot(),
      consents: consents.snapshot(),
      payments: payments.snapshot(),
    }),
    restore(snapshot) {
      const known = v.parse(saved, snapshot)
      tokens.restore(known.tokens)
      consents.restore(known.consents)
      if (known.payments !== undefined) payments.restore(known.payments)
    },
  }
}

function createApi(parts: AritmaParts): Router {
  const router = Router()
  router.use(express.json({ limit: '64kb' }))
  addConsentRoutes(router, parts)
  addAccountRoutes(router, parts)
  addPaymentRoutes(router, parts)
  router.use((_request, response) => sendProblem(response, 404, 'Nothing here'))
  return router
}
