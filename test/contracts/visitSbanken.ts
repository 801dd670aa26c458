import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import type { TokenSource } from '@skrin/bff/banks/bankHttp'
import type { TransferApi } from '@skrin/bff/banks/bankTransfers'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import { sbanken } from '@skrin/bff/banks/sbanken/sbanken'
import { createTransferApi } from '@skrin/bff/banks/transferHttp'
import { readBankConfigs } from '@skrin/bff/config/readBankConfigs'
import { readEnvironment } from '@skrin/bff/config/readEnvironment'
import { createSbankenSandbox } from '../sandbox/banks/sbanken/sbanken.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { World } from '../sandbox/world/world.ts'

export interface SbankenVisit {
  readonly sandbox: Sandbox
  /** The bank through the product's own HTTP and OAuth, at v2 unless said otherwise. */
  api(version?: 'v1' | 'v2'): TransferApi
  /** Moves everybody's clock. */
  pass(ms: number): void
  close(): Promise<void>
}

/** The sandbox bank on a free loopback port, and everything of Skrin that stands between it and `sbanken`. */
export async function visitSbanken(options: {
  at: string
  toWorld?: (world: World) => World
  totalMs?: number
}): Promise<SbankenVisit> {
  const { toWorld = (world) => world, totalMs = 5000 } = options
  let now = Date.parse(options.at)
  const clock = { now: () => now }
  const sandbox = await startSandbox({
    ...clock,
    seed: 'sbanken contract',
    banks: { sbanken: (kit) => createSbankenSandbox({ ...kit, world: toWorld(kit.world) }) },
  })
  const transport = createBankTransport({ limits: { totalMs } })

  const api = (version: 'v1' | 'v2' = 'v2') => {
    const { configs, clients } = readBankConfigs(readEnvironment(sandbox.env), [sbanken])
    const config = configs.get('sbanken')
    const bankClient = clients.get('sbanken')
    if (!config || !bankClient) throw new TypeError('the sandbox does not configure its bank')
    const oauth = createOAuthClient({ bank: sbanken, config, bankClient, transport, clock })
    return createTransferApi({
      bank: sbanken,
      config: { ...config, apiUrl: config.apiUrl.replace(/v2$/, version) },
      transport,
      clock,
      tokens: createTokens(
        async () => (await oauth.requestClientCredentials('reading')).accessToken,
      ),
      budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
      presence: null,
      consentId: null,
    })
  }

  return {
    sandbox,
    api,
    pass: (ms) => (now += ms),
    close: async () => {
      await transport.close()
      await sandbox.close()
    },
  }
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
