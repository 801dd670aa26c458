import { localDateIn } from '@skrin/shared/dates'
import express, { Router } from 'express'
import { operation } from '../../kit/faults.ts'
import { Grants } from '../../kit/grants.ts'
import type { CreateSandboxBank, SandboxKit } from '../../kit/sandboxBank.ts'
import { addAccountRoutes } from './accountRoutes.ts'
import { BANK } from './parts.ts'
import type { SbankenParts } from './parts.ts'
import { createRateLimit } from './rateLimit.ts'
import { clientId, clientSecret, spareClient } from './token.ts'
import { addTokenRoute } from './tokenRoute.ts'
import { addTransactionRoutes } from './transactionRoutes.ts'
import { addTransferRoute } from './transferRoute.ts'

/** There is nothing to refresh an access token with. */
const ACCESS_SECONDS = 3600

/** Sbanken's API Beta as it was until early 2024: one client, one customer, no page to visit. */
export const createSbankenSandbox: CreateSandboxBank = (kit) => {
  const grants = createGrants(kit)
  const parts: SbankenParts = {
    kit,
    grants,
    today: () => localDateIn('Europe/Oslo', kit.now()),
    begin: createBeginning(kit),
  }
  const router = Router()
  addTokenRoute(router, parts)
  addTransactionRoutes(router, parts)
  addAccountRoutes(router, parts)
  addTransferRoute(router, parts)

  return {
    router,
    env: {
      SKRIN_SBANKEN_CLIENT_ID: clientId,
      SKRIN_SBANKEN_CLIENT_SECRET: kit.plant(clientSecret),
      SKRIN_SBANKEN_AUTH_URL: `${kit.origin}/identityserver`,
      SKRIN_SBANKEN_API_URL: `${kit.origin}/apibeta/api/v2`,
    },
    spareClient: { ...spareClient, secret: kit.plant(spareClient.secret) },
    expireAccessTokens: () => grants.expireAccessTokens(),
    // Ends the tokens; the client itself ends with its secret, which is the fault `invalid_client`.
    revokeGrants: () => grants.revokeAll(),
    snapshot: () => grants.snapshot(),
    restore: (snapshot) => grants.restore(snapshot),
  }
}

function createBeginning(kit: SandboxKit): SbankenParts['begin'] {
  const context = { bank: BANK, faults: kit.faults, journal: kit.journal, now: () => kit.now() }
  const limitRate = createRateLimit(() => kit.now())
  const form = express.urlencoded({ extended: false })
  return (name) => [form, operation(context, name), ...(name === 'token' ? [] : [limitRate])]
}

function createGrants(kit: SandboxKit): Grants {
  return new Grants(
    {
      codeSeconds: 0,
      accessSeconds: () => ACCESS_SECONDS,
      refreshIdleSeconds: 0,
      refreshAbsoluteSeconds: 0,
      rotates: false,
    },
    kit,
  )
}
