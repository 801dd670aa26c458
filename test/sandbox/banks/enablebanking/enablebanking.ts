import { localDateIn } from '@skrin/shared/dates'
import express, { Router } from 'express'
import type { RequestHandler } from 'express'
import type { SandboxBank, SandboxKit } from '../../kit/sandboxBank.ts'
import { toBalances, toDetails } from './accountBodies.ts'
import { addAuthRoutes } from './authRoutes.ts'
import { createAccountGuard, createTokenGuard, visitOf } from './guard.ts'
import { createLoginPage } from './loginPage.ts'
import { BANK, ZONE, begin, sendError } from './parts.ts'
import type { ServiceParts } from './parts.ts'
import { Sessions } from './sessions.ts'
import { Tokens, household, spare } from './tokens.ts'
import { sendTransactions } from './transactionRoutes.ts'
import { UnattendedCalls } from '../../kit/unattendedCalls.ts'

/** Enable Banking's API, and behind it the login pages and accounts of fourteen Nordic banks. */
export function createEnableBankingSandbox(kit: SandboxKit): SandboxBank {
  const tokens = new Tokens(kit)
  const sessions = new Sessions(kit)
  const unattended = new UnattendedCalls(() => kit.now(), ZONE)
  const parts: ServiceParts = { kit, tokens, sessions, unattended }
  const router = Router()
  router.use('/login', createLoginPage(parts))
  router.use('/api', createApi(parts))
  return {
    router,
    env: {
      SKRIN_ENABLEBANKING_CLIENT_ID: household.id,
      SKRIN_ENABLEBANKING_CLIENT_SECRET: plantKey(kit, household.privateKey),
      SKRIN_ENABLEBANKING_AUTH_URL: `${kit.origin}/api`,
      SKRIN_ENABLEBANKING_API_URL: `${kit.origin}/api`,
    },
    spareClient: { id: spare.id, secret: plantKey(kit, spare.privateKey) },
    chosen: { name: 'bank', value: 'NO/Nordea', label: 'Nordea', country: 'NO' },
    expireAccessTokens: () => tokens.expireAll(),
    revokeGrants: () => sessions.revokeAll(),
    snapshot: () => sessions.snapshot(),
    restore: (snapshot) => sessions.restore(snapshot),
  }
}

/** Two lines of a key are as bad as all of it, however it was wrapped before it got out. */
function plantKey(kit: SandboxKit, pem: string): string {
  const lines = pem.split('\n').filter((line) => /^[\w+/]{60,}$/.test(line))
  for (const line of [lines[2], lines.at(-3)]) if (line !== undefined) kit.plant(line)
  return kit.plant(pem)
}

function createApi(parts: ServiceParts): Router {
  const { kit } = parts
  const router = Router()
  router.use(express.json({ limit: '64kb' }))
  addAuthRoutes(router, parts)
  const get = (name: string, handler: RequestHandler) =>
    router.get(
      `/accounts/:accountId/${name}`,
      begin(parts, name),
      createTokenGuard(parts),
      createAccountGuard(parts, name),
      handler,
    )
  get('details', (_request, response) => {
    response.json(toDetails(kit.world, visitOf(response)))
  })
  get('balances', (_request, response) => {
    const today = localDateIn(ZONE, kit.now())
    const balances = toBalances(kit.world, today, visitOf(response))
    const isWrong = kit.faults.take(BANK, 'balances', ['wrong_shape']) !== undefined
    const wrong = { currency: 'NOK', amount: '12,50' }
    const shown = balances.map((one) => (isWrong ? { ...one, balance_amount: wrong } : one))
    response.json({ balances: shown })
  })
  get('transactions', (request, response) => sendTransactions(parts, request, response))
  router.use((_request, response) => sendError(response, 404, { error: 'NOT_FOUND' }))
  return router
}
