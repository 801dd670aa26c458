import express, { Router } from 'express'
import { operation } from '../../kit/faults.ts'
import { Grants } from '../../kit/grants.ts'
import type { SandboxBank, SandboxClient, SandboxKit } from '../../kit/sandboxBank.ts'
import { createAis } from './ais.ts'
import { createAuthorize } from './authorize.ts'
import { BankId } from './bankId.ts'
import { createBankIdPages } from './bankIdPages.ts'
import { UnattendedCalls } from '../../kit/unattendedCalls.ts'
import { createPaymentRoutes } from './paymentRoutes.ts'
import { Payments } from './payments.ts'
import type { Payment } from './payments.ts'
import { SigningOrders } from './signingOrders.ts'
import { createSigningRoutes } from './signingRoutes.ts'
import { defaultSwitches } from './switches.ts'
import type { SebSwitches } from './switches.ts'
import { createToken } from './token.ts'

export interface SebSandbox extends SandboxBank {
  /** Turned while the bank runs. */
  readonly switches: SebSwitches
}

// Invented, with letters that must be encoded in a form body.
const CLIENT_ID = 'skrin+seb:sandbox'
const CLIENT_SECRET = 'sesam öppna/dig: 100 % hemligt + é'
const SPARE_CLIENT = { id: 'egen+seb:app/å', secret: 'min egen: 50 % & "ö"+/=seb' }
const YEARS_S = 10 * 365 * 24 * 60 * 60

/** SEB's open sandbox as its documentation and clients describe it; v8 and v7 of the account API side by side. */
export function createSebSandbox(kit: SandboxKit): SebSandbox {
  const switches: SebSwitches = { ...defaultSwitches }
  const grants = new Grants(
    {
      codeSeconds: 60,
      accessSeconds: () => switches.accessSeconds,
      // "Long lived", no number given.
      refreshIdleSeconds: YEARS_S,
      refreshAbsoluteSeconds: YEARS_S,
      get rotates() {
        return switches.rotates
      },
    },
    kit,
  )
  const client = { id: CLIENT_ID, secret: kit.plant(CLIENT_SECRET) }
  const spareClient = { ...SPARE_CLIENT, secret: kit.plant(SPARE_CLIENT.secret) }
  const clients = [client, spareClient]
  const payments = new Payments(kit, switches)
  return {
    router: createRouter({ kit, grants, clients, switches, payments }),
    pages: [{ name: 'BankID', path: '/bankid' }],
    switches,
    spareClient,
    env: {
      SKRIN_SEB_CLIENT_ID: client.id,
      SKRIN_SEB_CLIENT_SECRET: client.secret,
      SKRIN_SEB_AUTH_URL: kit.origin,
      SKRIN_SEB_API_URL: `${kit.origin}/ais/v8/identified2`,
      SKRIN_SEB_PIS_URL: `${kit.origin}/pis/private/v1/identified2`,
      SKRIN_SEB_SIGN_URL: `${kit.origin}/sign/v1`,
      SKRIN_SEB_BANKID_LINK: `${kit.origin}/bankid?autostarttoken={token}&redirect=null`,
    },
    expireAccessTokens: () => grants.expireAccessTokens(),
    revokeGrants: () => grants.revokeAll(),
    snapshot: () => ({ ...grants.snapshot(), payments: payments.snapshot() }),
    restore: (snapshot) => {
      grants.restore(snapshot)
      // Absent in what was kept before there were any.
      payments.restore((snapshot as { payments?: readonly Payment[] }).payments ?? [])
    },
  }
}

function createRouter(parts: {
  kit: SandboxKit
  grants: Grants
  clients: readonly SandboxClient[]
  switches: SebSwitches
  payments: Payments
}): Router {
  const { kit, grants, clients, switches, payments } = parts
  const unattended = new UnattendedCalls(() => kit.now(), 'Europe/Stockholm')
  const router = Router()
  const oauth = Router()
  oauth.use(express.urlencoded({ extended: false, limit: '16kb' }))
  oauth.post(
    '/token',
    operation({ bank: 'seb', ...kit }, 'token'),
    createToken({ kit, grants, clients }),
  )
  oauth.use(createAuthorize({ kit, grants, clients, switches }))
  router.use('/mga/sps/oauth/oauth20', oauth)
  for (const version of ['v7', 'v8'] as const) {
    router.use(
      `/ais/${version}/identified2`,
      createAis({ kit, grants, unattended, version, switches, payments }),
    )
  }
  const bankId = new BankId(kit, switches)
  const orders = new SigningOrders(bankId, payments)
  const guarded = { kit, grants, unattended, payments, orders }
  router.use('/pis/private/v1/identified2', createPaymentRoutes(guarded))
  router.use('/sign/v1', createSigningRoutes({ ...guarded, bankId, switches }))
  router.use(createBankIdPages({ kit, bankId, orders }))
  return router
}
