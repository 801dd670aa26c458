import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import type { AccessPurpose, OAuthClient, TokenAnswer } from '@skrin/bff/auth/oauthClient'
import type { TransferApi } from '@skrin/bff/banks/bankTransfers'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import type { TransportLimits } from '@skrin/bff/banks/bankTransport'
import { sparebank1 } from '@skrin/bff/banks/sparebank1/sparebank1'
import { createTransferApi } from '@skrin/bff/banks/transferHttp'
import { readBankConfigs } from '@skrin/bff/config/readBankConfigs'
import { readEnvironment } from '@skrin/bff/config/readEnvironment'
import { createSpareBank1Sandbox } from '../../sandbox/banks/sparebank1/sparebank1.ts'
import type { SpareBank1Sandbox } from '../../sandbox/banks/sparebank1/sparebank1.ts'
import { startSandbox } from '../../sandbox/server.ts'
import type { Sandbox } from '../../sandbox/server.ts'
import type { PersonId } from '../../sandbox/world/world.ts'

export const REDIRECT_URI = 'http://localhost:3000/connect/sparebank1/callback'

export interface Connecting {
  readonly person?: PersonId
  readonly decision?: 'approve' | 'refuse'
  readonly finInst?: string
  readonly pkce?: boolean
  readonly purpose?: AccessPurpose
}

export interface SpareBank1Visit {
  readonly sandbox: Sandbox
  readonly bank: SpareBank1Sandbox
  readonly oauth: OAuthClient
  /** Clicks through the bank's pages; the address that the bank sends the browser back to. */
  authorize(connecting?: Connecting): Promise<URL>
  connect(connecting?: Connecting): Promise<TokenAnswer>
  /** The bank through the product's own HTTP, with a token that is refreshed when the bank rejects it. */
  openApi(grant: TokenAnswer): TransferApi
  pass(ms: number): void
  close(): Promise<void>
}

const VERIFIER = 'verifier-verifier-verifier-verifier-verifier-1'

export async function visitSpareBank1(
  at: string,
  env: Readonly<Record<string, string>> = {},
  { totalMs }: Pick<TransportLimits, 'totalMs'> = { totalMs: 5000 },
): Promise<SpareBank1Visit> {
  let now = Date.parse(at)
  const clock = { now: () => now }
  let bank: SpareBank1Sandbox | undefined
  const banks = {
    sparebank1: (kit: Parameters<typeof createSpareBank1Sandbox>[0]) =>
      (bank = createSpareBank1Sandbox(kit)),
  }
  const sandbox = await startSandbox({ ...clock, seed: 'sparebank1 contract', banks })
  const transport = createBankTransport({ limits: { totalMs } })
  const { configs, clients } = readBankConfigs(readEnvironment({ ...sandbox.env, ...env }), [
    sparebank1,
  ])
  const config = configs.get('sparebank1')
  const bankClient = clients.get('sparebank1')
  if (!bank || !config || !bankClient)
    throw new TypeError('the sandbox does not configure its bank')
  const oauth = createOAuthClient({ bank: sparebank1, config, bankClient, transport, clock })

  const authorize = async (connecting: Connecting = {}) => {
    const { finInst, pkce = true, purpose = 'reading', ...clicks } = connecting
    const choices: Record<string, string> = finInst === undefined ? {} : { finInst }
    const url = await oauth.buildAuthorizationUrl({
      purpose,
      redirectUri: REDIRECT_URI,
      state: 'state-1',
      codeVerifier: pkce ? VERIFIER : null,
      parameters:
        sparebank1.auth.authorizeParameters?.({ choices, settings: config.settings }) ?? {},
    })
    return clickThrough(url, clicks)
  }
  return {
    sandbox,
    bank,
    oauth,
    authorize,
    connect: async (connecting = {}) =>
      oauth.exchangeCode(await authorize(connecting), {
        state: 'state-1',
        codeVerifier: connecting.pkce === false ? null : VERIFIER,
      }),
    openApi: (grant) =>
      createTransferApi({
        bank: sparebank1,
        config,
        transport,
        clock,
        tokens: createTokens(oauth, grant),
        budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
        presence: null,
        consentId: null,
      }),
    pass: (ms) => (now += ms),
    close: async () => {
      await transport.close()
      await sandbox.close()
    },
  }
}

function createTokens(oauth: OAuthClient, first: TokenAnswer) {
  let grant = first
  return {
    async fetchToken(rejected?: string) {
      if (grant.accessToken === rejected) grant = await oauth.refresh(grant.refreshToken ?? '')
      return grant.accessToken
    },
  }
}

/** What a person does in the browser: each page has one form, whose buttons are the answers. */
export async function clickThrough(
  start: URL,
  { person = 'jonas', decision = 'approve' }: Pick<Connecting, 'person' | 'decision'> = {},
): Promise<URL> {
  const answers: Record<string, string> = { finInst: 'fid-smn', person, decision }
  let url = start
  let response = await fetch(url, { redirect: 'manual' })
  while (response.status === 200) {
    const html = await response.text()
    const action = /<form method="post" action="(\w+)"/.exec(html)?.[1] ?? ''
    const id = /name="request" value="([\w-]+)"/.exec(html)?.[1] ?? ''
    const button = /<button[^>]* name="(\w+)"/.exec(html)?.[1] ?? ''
    url = new URL(action, url)
    const body = new URLSearchParams({ request: id, [button]: answers[button] ?? '' })
    response = await fetch(url, { method: 'POST', redirect: 'manual', body })
  }
  const location = response.headers.get('location')
  if (location === null)
    throw new Error(
      `${response.status}: ${/role="alert">([^<]+)/.exec(await response.text())?.[1]}`,
    )
  return new URL(location)
}
