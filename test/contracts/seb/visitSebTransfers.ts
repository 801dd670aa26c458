import type { AccessPurpose } from '@skrin/bff/auth/oauthClient'
import { createOAuthClient } from '@skrin/bff/auth/oauthClient'
import type { TransferApi, TransferStep } from '@skrin/bff/banks/bankTransfers'
import { createBankTransport } from '@skrin/bff/banks/bankTransport'
import { seb } from '@skrin/bff/banks/seb/seb'
import { createTransferApi } from '@skrin/bff/banks/transferHttp'
import { readBankConfigs } from '@skrin/bff/config/readBankConfigs'
import { readEnvironment } from '@skrin/bff/config/readEnvironment'
import { createSebSandbox } from '../../sandbox/banks/seb/seb.ts'
import type { SebSandbox } from '../../sandbox/banks/seb/seb.ts'
import { startSandbox } from '../../sandbox/server.ts'
import type { TransferVisit } from '../support/transferVisit.ts'
import { connect, createTokens } from './connectSeb.ts'

export interface SebTransferVisit extends TransferVisit {
  readonly seb: SebSandbox
  /** The way to SEB for a purpose, and from a browser, other than the usual ones. */
  open(options?: {
    purpose?: AccessPurpose
    userAgent?: string | null
    settings?: Readonly<Record<string, string | undefined>>
  }): Promise<TransferApi>
  pass(ms: number): void
}

export interface VisitOptions {
  readonly totalMs?: number
  /** ISO 8601; a Friday at noon unless said otherwise. */
  readonly at?: string
}

/** SEB's sandbox with the whole invented household, connected as Jonas so that money can be moved. */
export async function visitSebTransfers(options: VisitOptions = {}): Promise<SebTransferVisit> {
  const { totalMs = 5000, at = '2026-11-20T11:00:00Z' } = options
  let now = Date.parse(at)
  const clock = { now: () => now }
  let bank: SebSandbox | undefined
  const banks = {
    seb: (kit: Parameters<typeof createSebSandbox>[0]) => (bank = createSebSandbox(kit)),
  }
  const sandbox = await startSandbox({ ...clock, seed: 'seb contract', banks })
  const transport = createBankTransport({ limits: { totalMs } })
  const { configs, clients } = readBankConfigs(readEnvironment(sandbox.env), [seb])
  const [config, bankClient] = [configs.get('seb'), clients.get('seb')]
  if (!bank || !config || !bankClient) throw new TypeError('the sandbox configures no SEB')
  const oauth = createOAuthClient({ bank: seb, config, bankClient, transport, clock })

  const open: SebTransferVisit['open'] = async (wish = {}) => {
    const { purpose = 'transfers', userAgent = 'Browser/1', settings = {} } = wish
    const grant = await connect(oauth, { purpose })
    return createTransferApi({
      bank: seb,
      config: { ...config, settings: { ...config.settings, ...settings } },
      transport,
      clock,
      presence: { ip: '192.0.2.7', userAgent },
      consentId: null,
      tokens: createTokens(oauth, grant),
      budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
    })
  }
  return {
    bank: seb,
    seb: bank,
    sandbox,
    api: await open(),
    between: ['seb-privat', 'seb-spar'],
    approve: async (step) => {
      await sign(linkOf(step), 'approve')
    },
    open,
    pass: (ms) => void (now += ms),
    close: async () => {
      await transport.close()
      await sandbox.close()
    },
  }
}

/** What the person's own hand does: the link opens the app, which shows what is signed. Gives what it showed. */
export async function sign(link: string, decision: 'approve' | 'refuse'): Promise<string> {
  const page = await fetch(link)
  const html = await page.text()
  await decide(html, decision)
  return html
}

/** A page without anything to sign has no button to press. */
export async function decide(html: string, decision: 'approve' | 'refuse'): Promise<void> {
  const action = /<form method="post" action="([^"]+decide)"/.exec(html)?.[1]
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1]
  if (action === undefined || token === undefined) return
  await fetch(action, { method: 'POST', body: new URLSearchParams({ token, decision }) })
}

export function linkOf(step: TransferStep): string {
  const approval = step.kind === 'approval' ? step.approval : undefined
  if (approval?.kind !== 'app' || approval.link === null) throw new TypeError('no link to sign by')
  return approval.link
}
