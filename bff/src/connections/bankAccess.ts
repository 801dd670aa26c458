import { readFileSync } from 'node:fs'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import { forgetToken } from '../auth/forgetToken.ts'
import { createFreshTokens } from '../auth/freshToken.ts'
import type { FreshToken, FreshTokens, TokenOwner } from '../auth/freshToken.ts'
import type { AccessPurpose } from '../auth/oauthClient.ts'
import type { Sealer } from '../auth/sealing.ts'
import type { Vault } from '../auth/vault.ts'
import type { Bank, BankApi, Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import { createBankApi } from '../banks/bankHttp.ts'
import type { CallBudgetKeeper, TokenSource } from '../banks/bankHttp.ts'
import type { TransferApi } from '../banks/bankTransfers.ts'
import { createBankTransport } from '../banks/bankTransport.ts'
import type { BankTransport, TransportLimits } from '../banks/bankTransport.ts'
import { createTransferApi } from '../banks/transferHttp.ts'
import type { Clock } from '../clock.ts'
import type { BankConfig, Config, Secrets } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { createBankMemories } from './bankMemories.ts'
import { createCallBudget, readCallBudget } from './callBudget.ts'
import type { BudgetDeps, BudgetOwner } from './callBudget.ts'
import { createClientLines } from './clientLines.ts'
import type { ClientLine, ClientLines } from './clientLines.ts'
import { markReconnectNeeded, noteRenewBy } from './connectionRows.ts'
import type { ConnectionRow } from './connectionRows.ts'

/** One bank, ready to be spoken to: its configuration, and the sockets that all its bank clients share. */
export interface BankLine {
  readonly bank: Bank
  readonly config: BankConfig
  readonly transport: BankTransport
}

/** The way to every bank, for every connection. */
export interface BankAccess {
  getLine(bankId: string): BankLine | undefined
  /** The bank client that a grant belongs to; null: it is gone, or its secret cannot be opened. */
  findClient(grant: Pick<ConnectionRow, 'bank' | 'bank_client'>): Promise<ClientLine | null>
  /** The bank client for a new grant: the member's own, else the household's; null: there is none. */
  chooseClient(owner: { member: MemberId; bank: string }): Promise<ClientLine | null>
  /** The API of a connection's bank, with its tokens and its budget; `presence` null when nobody asked. */
  openApi(
    connection: ConnectionRow,
    presence: Presence | null,
    onReserved?: BudgetDeps['onReserved'],
  ): Promise<BankApi>
  /**
   * `openApi` with the bank's transfer calls added to what may be sent, for as long as host and person let it: read anew
   * now and right before each such call, after which `beforeEachCall` has the last word.
   * @throws AppError transfers_off, here and from `TransferApi.send`
   */
  openTransferApi(
    connection: ConnectionRow,
    presence: Presence,
    beforeEachCall?: () => Promise<void>,
  ): Promise<TransferApi>
  openTokens(connection: ConnectionRow): TokenSource
  /** As the function of that name. */
  forgetToken(connection: Pick<ConnectionRow, 'id'>): Promise<boolean>
  openBudget(
    connection: ConnectionRow,
    presence: Presence | null,
    onReserved?: BudgetDeps['onReserved'],
  ): Promise<CallBudgetKeeper>
  readConsentId(connection: ConnectionRow): Promise<string | null>
  readBudget(connection: ConnectionRow): ReturnType<typeof readCallBudget>
  close(): Promise<void>
}

export interface BankAccessOptions {
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  readonly db: Database
  readonly vault: Vault
  /** createSealer(key, BANK_CLIENT_PURPOSE) */
  readonly bankClientSealer: Sealer
  readonly banks: ReadonlyMap<string, Bank>
  readonly transportLimits?: Partial<TransportLimits>
}

export function createBankAccess(options: BankAccessOptions): BankAccess {
  const { db, clock, vault } = options
  const lines = new Map([...options.banks].map(([id, bank]) => [id, createLine(options, bank)]))
  const requireLine = (bankId: string): BankLine => {
    const line = lines.get(bankId)
    if (!line) throw new BankError('bank_not_configured')
    return line
  }
  const clients = createClientLines(options)
  const memories = createBankMemories(clock)
  const tokens = createTokens(options, { requireLine, clients })
  const toOwner = async (connection: ConnectionRow): Promise<BudgetOwner> => {
    const line = requireLine(connection.bank)
    const client = await clients.find(line, connection.bank_client)
    return {
      id: connection.id,
      bank: connection.bank,
      clientId: client?.clientId ?? null,
      blockedUntil: connection.blocked_until,
      limits: line.bank.manifest.limits,
    }
  }
  const openLine = async (
    connection: ConnectionRow,
    presence: Presence | null,
    onReserved?: BudgetDeps['onReserved'],
  ) => {
    const { bank, config, transport } = requireLine(connection.bank)
    return {
      bank,
      config,
      transport,
      clock,
      presence,
      tokens: access.openTokens(connection),
      budget: await access.openBudget(connection, presence, onReserved),
      consentId: await access.readConsentId(connection),
      memory: memories.open(connection.id, presence),
    }
  }
  const access: BankAccess = {
    getLine: (bankId) => lines.get(bankId),
    findClient: async ({ bank, bank_client: ref }) => clients.find(requireLine(bank), ref),
    chooseClient: async ({ member, bank }) => clients.choose(requireLine(bank), member),
    openApi: async (connection, presence, onReserved) =>
      createBankApi(await openLine(connection, presence, onReserved)),
    async openTransferApi(connection, presence, beforeEachCall) {
      const { bank } = requireLine(connection.bank)
      const requireOn = () => requireTransfersOn(options, bank, connection)
      await requireOn()
      return createTransferApi(await openLine(connection, presence), async () => {
        await requireOn()
        await beforeEachCall?.()
      })
    },
    openTokens: (connection) => ({
      async fetchToken(rejected) {
        const token = await tokens.fetch({ id: connection.id, bank: connection.bank }, rejected)
        return useToken(token, () => markReconnectNeeded(db, connection))
      },
    }),
    forgetToken: ({ id }) => forgetToken({ vault, clock }, id),
    openBudget: async (connection, presence, onReserved) =>
      createCallBudget({ db, clock, onReserved }, await toOwner(connection), presence),
    async readConsentId(connection) {
      const { bank } = requireLine(connection.bank)
      if (!bank.auth.consent) return null
      return (await vault.read(connection.id))?.grant?.consentId ?? null
    },
    readBudget: async (connection) => readCallBudget({ db, clock }, await toOwner(connection)),
    async close() {
      // Whoever asked may be gone, but a refresh token that was sent is used up: its answer must be kept.
      await tokens.settle()
      await Promise.all([...lines.values()].map(({ transport }) => transport.close()))
    },
  }
  return access
}

/** What a connection's access is for now: the host's word goes before the person's. */
export function toPurpose(
  config: Pick<Config, 'transfers'>,
  bank: Bank,
  connection: Pick<ConnectionRow, 'transfers_at'>,
): AccessPurpose {
  const isOn = config.transfers !== null && bank.transfers && connection.transfers_at !== null
  return isOn ? 'transfers' : 'reading'
}

/** @throws AppError transfers_off */
async function requireTransfersOn(
  { db, config }: Pick<BankAccessOptions, 'db' | 'config'>,
  bank: Bank,
  { id }: Pick<ConnectionRow, 'id'>,
): Promise<void> {
  const row = await db
    .selectFrom('connections')
    .select('transfers_at')
    .where('id', '=', id)
    .where('status', '!=', 'disconnected')
    .executeTakeFirst()
  if (!row || toPurpose(config, bank, row) !== 'transfers') throw new AppError('transfers_off')
}

async function useToken(token: FreshToken, onDead: () => Promise<void>): Promise<string> {
  switch (token.status) {
    case 'ok':
      return token.accessToken
    case 'reconnect':
      await onDead()
      throw new BankError('reconnect_needed')
    case 'unavailable':
      throw token.error
  }
}

function createTokens(
  options: BankAccessOptions,
  { requireLine, clients }: { requireLine: (bankId: string) => BankLine; clients: ClientLines },
): FreshTokens {
  const { db, clock, log, vault } = options
  return createFreshTokens({
    vault,
    clock,
    log,
    async findOAuthClient(owner: TokenOwner) {
      const line = requireLine(owner.bank)
      // As it is now: a renewal meanwhile may have gone through another client.
      const row = await db
        .selectFrom('connections')
        .select(['bank_client', 'transfers_at'])
        .where('id', '=', owner.id)
        .executeTakeFirst()
      const client = row && (await clients.find(line, row.bank_client))
      return client
        ? {
            client: client.oauth,
            grant: line.bank.auth.grant(line.config.settings),
            purpose: toPurpose(options.config, line.bank, row),
          }
        : null
    },
    async onRenewed(owner, answer) {
      const { bank } = requireLine(owner.bank)
      if (!bank.auth.renewBy) return
      const row = await db
        .selectFrom('connections')
        .select('connected_at')
        .where('id', '=', owner.id)
        .executeTakeFirst()
      if (!row) return
      const connectedAt = toInstant(row.connected_at)
      await noteRenewBy(
        db,
        owner.id,
        bank.auth.renewBy({ answer: answer.wire, connectedAt, now: toInstant(clock.now()) }),
      )
    },
  })
}

function createLine(options: BankAccessOptions, bank: Bank): BankLine {
  const { id } = bank.manifest
  const config = options.config.banks.get(id)
  if (!config) throw new Error(`no configuration for ${id}`)
  const certificate = readCertificate(options, bank)
  const transport = createBankTransport({
    ...(options.transportLimits && { limits: options.transportLimits }),
    ...(certificate && { certificate }),
  })
  return { bank, config, transport }
}

/** @throws Error when the file that the setting names cannot be read: better at start than at the first call */
function readCertificate({ config, secrets }: BankAccessOptions, bank: Bank) {
  const { clientCertificate } = bank.auth
  const { id } = bank.manifest
  const file = clientCertificate && config.banks.get(id)?.settings[clientCertificate.fileSetting]
  if (file === undefined) return null
  const passphrase = secrets.bankSettings
    .get(id)
    ?.get(clientCertificate?.passphraseSetting ?? '')
    ?.reveal()
  return { pfx: readFileSync(file), passphrase }
}
