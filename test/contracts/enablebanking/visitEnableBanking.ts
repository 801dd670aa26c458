import type { OAuthClient } from '@skrin/bff/auth/oauthClient'
import { createSelfSignedClient } from '@skrin/bff/auth/selfSignedClient'
import type { BankApi, BankConsent, BankOffers, Presence } from '@skrin/bff/banks/bank'
import { createBankApi } from '@skrin/bff/banks/bankHttp'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { TransportLimits } from '@skrin/bff/banks/bankTransport'
import { enablebanking } from '@skrin/bff/banks/enablebanking/enablebanking'
import { readBankConfigs } from '@skrin/bff/config/readBankConfigs'
import { readEnvironment } from '@skrin/bff/config/readEnvironment'
import { createEnableBankingSandbox } from '../../sandbox/banks/enablebanking/enablebanking.ts'
import { readForms } from '../../sandbox/demo/readForms.ts'
import { createVisitor } from '../../sandbox/demo/visitor.ts'
import type { SandboxBank } from '../../sandbox/kit/sandboxBank.ts'
import { startSandbox } from '../../sandbox/server.ts'
import type { Sandbox } from '../../sandbox/server.ts'

const SKRIN = 'http://localhost:3000/'
export const callback = `${SKRIN}connect/enablebanking/callback`
export const atTheScreen: Presence = { ip: '::ffff:192.0.2.7', userAgent: 'Browser/1' }

export interface EnableBankingVisit {
  readonly sandbox: Sandbox
  readonly bank: SandboxBank
  readonly oauth: OAuthClient
  /** The bank through the product's own HTTP and its own signing. */
  api(sessionId: string | null, presence?: Presence | null): BankApi
  /** Through a bank's page with these buttons; gives where the browser comes back to. */
  goTo(bank: string, ...buttons: string[]): Promise<URL>
  /** The whole way to a session. */
  connect(bank: string, person?: string): Promise<string>
  /** Moves everybody's clock. */
  pass(ms: number): void
  close(): Promise<void>
}

/** The sandbox on a free loopback port, and everything of Skrin that stands between it and `enablebanking`. */
export async function visitEnableBanking(
  at: string,
  limits: Partial<TransportLimits> = { totalMs: 5000 },
): Promise<EnableBankingVisit> {
  let now = Date.parse(at)
  const clock = { now: () => now }
  const seed = 'enablebanking contract'
  const banks = { enablebanking: createEnableBankingSandbox }
  const sandbox = await startSandbox({ ...clock, seed, banks })
  const bank = sandbox.banks.get('enablebanking') ?? missing()
  const { configs, clients } = readBankConfigs(readEnvironment(sandbox.env), [enablebanking])
  const config = configs.get('enablebanking') ?? missing()
  const bankClient = clients.get('enablebanking') ?? missing()
  const { server } = enablebanking.auth
  const tokens = typeof server === 'object' ? server : missing()
  const oauth = createSelfSignedClient({ tokens, bankClient, clock })
  const transport = createBankTransport({ limits })
  const source = createTokens(oauth)

  const api = (consentId: string | null, presence: Presence | null = atTheScreen) =>
    createBankApi({
      bank: enablebanking,
      config,
      transport,
      clock,
      presence,
      consentId,
      tokens: source,
      budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
    })
  const visit: EnableBankingVisit = {
    sandbox,
    bank,
    oauth,
    api,
    async goTo(chosen, ...buttons) {
      const { redirectTo } = await start(api(null), chosen)
      return clickThrough(redirectTo, buttons)
    },
    async connect(chosen, person = 'Jonas Lindvik') {
      const back = await visit.goTo(chosen, person, 'Approve')
      const state = await consent.fetch(api(null), chosen, back.searchParams.get('code'))
      return state.consentId ?? missing()
    },
    pass: (ms) => (now += ms),
    close: async () => {
      await transport.close()
      await sandbox.close()
    },
  }
  return visit
}

export const consent: BankConsent = enablebanking.auth.consent ?? missing()
export const offers: BankOffers = enablebanking.offers ?? missing()

export function start(api: BankApi, bank: string) {
  return consent.start(api, { redirectUrl: callback, state: 'state-1', choices: { bank } })
}

/** Presses a button on each page; gives where the browser ends up. */
async function clickThrough(first: string, buttons: readonly string[]): Promise<URL> {
  const visitor = createVisitor()
  const isBack = (url: URL) => url.href.startsWith(SKRIN)
  let page = await visitor.open(first, isBack)
  for (const button of buttons) {
    const form = readForms(page.text).find((one) =>
      one.buttons.some(({ label }) => label === button),
    )
    if (!form) throw new Error(`no button ${button} on a page with status ${page.status}`)
    page = await visitor.submit(page, { form, button }, isBack)
  }
  return page.url
}

/** One token until the service rejects it. */
function createTokens(oauth: OAuthClient) {
  let token: string | undefined
  return {
    async fetchToken(rejected?: string) {
      if (token === undefined || token === rejected)
        token = (await oauth.requestClientCredentials('reading')).accessToken
      return token
    },
  }
}

export function missing(): never {
  throw new TypeError('not there')
}
