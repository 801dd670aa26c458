import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import type { AccessPurpose, OAuthClient } from '@skrin/bff/auth/oauthClient'
import type { BankApi, BankConsent, Presence } from '@skrin/bff/banks/bank'
import { aritma } from '@skrin/bff/banks/aritma/aritma'
import { createBankApi } from '@skrin/bff/banks/bankHttp'
import type { TokenSource } from '@skrin/bff/banks/bankHttp'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { TransportLimits } from '@skrin/bff/banks/bankTransport'
import type { TransferApi } from '@skrin/bff/banks/bankTransfers'
import { createTransferApi } from '@skrin/bff/banks/transferHttp'
import { readBankConfigs } from '@skrin/bff/config/readBankConfigs'
import { readEnvironment } from '@skrin/bff/config/readEnvironment'
import { createAritmaSandbox } from '../../sandbox/banks/aritma/aritma.ts'
import type { AritmaSandbox } from '../../sandbox/banks/aritma/aritma.ts'
import { readForms } from '../../sandbox/demo/readForms.ts'
import { createVisitor } from '../../sandbox/demo/visitor.ts'
import { startSandbox } from '../../sandbox/server.ts'
import type { Sandbox } from '../../sandbox/server.ts'

const SKRIN = 'http://localhost:3000/'
export const callback = `${SKRIN}connect/aritma/callback`
export const atTheScreen: Presence = { ip: '::ffff:192.0.2.7', userAgent: 'Browser/1' }

export interface AritmaVisit {
  readonly sandbox: Sandbox
  readonly bank: AritmaSandbox
  readonly oauth: OAuthClient
  /** The bank through the product's own HTTP and OAuth. */
  api(consentId: string | null, presence?: Presence | null): BankApi
  /** With the token that moving money has, or another. */
  transferApi(
    consentId: string,
    options?: { purpose?: AccessPurpose; presence?: Presence | null },
  ): TransferApi
  /** Through the consent page with these buttons, to an authorized consent. */
  connect(...buttons: string[]): Promise<string>
  /** Moves everybody's clock. */
  pass(ms: number): void
  close(): Promise<void>
}

/** The sandbox on a free loopback port, and everything of Skrin that stands between it and `aritma`. */
export async function visitAritma(
  at: string,
  limits: Partial<TransportLimits> = { totalMs: 5000 },
): Promise<AritmaVisit> {
  let now = Date.parse(at)
  const clock = { now: () => now }
  const created: AritmaSandbox[] = []
  const sandbox = await startSandbox({
    ...clock,
    seed: 'aritma contract',
    banks: {
      async aritma(kit) {
        const bank = await createAritmaSandbox(kit)
        created.push(bank)
        return bank
      },
    },
  })
  const [bank] = created
  const { configs, clients } = readBankConfigs(readEnvironment(sandbox.env), [aritma])
  const config = configs.get('aritma')
  const bankClient = clients.get('aritma')
  if (!bank || !config || !bankClient)
    throw new TypeError('the sandbox does not configure its bank')
  const transport = createBankTransport({ limits })
  const oauth = createOAuthClient({ bank: aritma, config, bankClient, transport, clock })
  const toTokens = (purpose: AccessPurpose) =>
    createTokens(async () => (await oauth.requestClientCredentials(purpose)).accessToken)
  const tokens = { reading: toTokens('reading'), transfers: toTokens('transfers') }

  const line = { bank: aritma, config, transport, clock }
  const budget = { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() }
  const api = (consentId: string | null, presence: Presence | null = atTheScreen) =>
    createBankApi({ ...line, tokens: tokens.reading, budget, presence, consentId })

  return {
    sandbox,
    bank,
    oauth,
    api,
    transferApi: (consentId, { purpose = 'transfers', presence = atTheScreen } = {}) =>
      createTransferApi({ ...line, tokens: tokens[purpose], budget, presence, consentId }),
    async connect(...buttons) {
      const started = await consent.start(api(null), {
        redirectUrl: callback,
        state: 'state-1',
        choices: {},
      })
      await clickThrough(started.redirectTo, buttons)
      for (let tries = 0; tries < 5; tries++) {
        const { status } = await consent.fetch(api(started.consentId), started.consentId, null)
        if (status === 'authorized') return started.consentId
      }
      throw new Error('the consent is not authorized')
    },
    pass: (ms) => (now += ms),
    close: async () => {
      await transport.close()
      await sandbox.close()
    },
  }
}

export const consent: BankConsent = aritma.auth.consent ?? missing()

/** Presses a button on each page; gives where the browser ends up. */
export async function clickThrough(start: string, buttons: readonly string[]): Promise<URL> {
  const visitor = createVisitor()
  const isBack = (url: URL) => url.href.startsWith(SKRIN)
  let page = await visitor.open(start, isBack)
  for (const button of buttons) {
    const form = readForms(page.text).find((one) =>
      one.buttons.some(({ label }) => label === button),
    )
    if (!form) throw new Error(`no button ${button} on a page with status ${page.status}`)
    page = await visitor.submit(page, { form, button }, isBack)
  }
  return page.url
}

/** One token until the bank rejects it. */
function createTokens(request: () => Promise<string>): TokenSource {
  let token: string | undefined
  return {
    async fetchToken(rejected) {
      if (token === undefined || token === rejected) token = await request()
      return token
    },
  }
}

export function missing(): never {
  throw new TypeError('not there')
}
