import { fileURLToPath } from 'node:url'
import { createFollowUps } from './accounts/followUps.ts'
import type { FollowUps } from './accounts/followUps.ts'
import { createRefresher } from './accounts/refreshConnection.ts'
import type { Refresher } from './accounts/refreshConnection.ts'
import { settleMasterKey } from './auth/keyFiles.ts'
import { ensureMasterKey } from './auth/masterKey.ts'
import { createSealer, deriveKey } from './auth/sealing.ts'
import type { Sealer } from './auth/sealing.ts'
import { takeUpKey } from './auth/takeUpKey.ts'
import { VAULT_PURPOSE, createVault } from './auth/vault.ts'
import type { Vault } from './auth/vault.ts'
import { copyBeforeMigrating } from './backups/copyBeforeMigrating.ts'
import { scheduleBackups } from './backups/scheduleBackups.ts'
import type { Bank } from './banks/bank.ts'
import type { TransportLimits } from './banks/bankTransport.ts'
import { registry } from './banks/registry.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import type { Config, Secrets } from './config/config.ts'
import { createBankAccess } from './connections/bankAccess.ts'
import type { BankAccess } from './connections/bankAccess.ts'
import { createBankOptions } from './connections/bankOptions.ts'
import type { BankOptions } from './connections/bankOptions.ts'
import { BANK_CLIENT_PURPOSE } from './connections/bankClients.ts'
import { createEvents } from './events/createEvents.ts'
import type { Events } from './events/createEvents.ts'
import { sweepChanges } from './events/noteChange.ts'
import { sweepUploads } from './files/imports/receiveUpload.ts'
import { sweepPreviews } from './files/imports/undoImport.ts'
import { ensureDemoMembers, isDemo } from './household/demoMembers.ts'
import { sweepInvites } from './household/invites.ts'
import { finishRemovals } from './household/removeMember.ts'
import { sweepAccessLog } from './household/sweepAccessLog.ts'
import { createChannels } from './notices/channels.ts'
import type { Channels } from './notices/channels.ts'
import { sweepNotices } from './notices/listNotices.ts'
import { startSending } from './notices/startSending.ts'
import { tellOfBalances } from './notices/tellOfBalances.ts'
import { tellOfConnections } from './notices/tellOfConnections.ts'
import { createTransactionTeller } from './notices/tellOfTransactions.ts'
import { createLog } from './log.ts'
import type { Log } from './log.ts'
import { TOTP_PURPOSE } from './signIn/totp.ts'
import { createSsoClient } from './signIn/ssoClient.ts'
import type { SsoClient } from './signIn/ssoClient.ts'
import type { Metrics } from './metrics/metrics.ts'
import { openDatabase } from './store/database.ts'
import type { Database } from './store/database.ts'
import { announceInstance } from './store/instances.ts'
import type { Instance } from './store/instances.ts'
import { createRateLimitStore } from './store/rateLimitStore.ts'
import type { RateLimitStore } from './store/rateLimitStore.ts'
import { createSessionStore } from './store/sessionStore.ts'
import type { SessionStore } from './store/sessionStore.ts'
import { startUpkeep } from './store/upkeep.ts'
import { createCategorise } from './understanding/categorise.ts'
import { createMatchTransfers } from './understanding/transfers/matchTransfers.ts'
import { createTransferSender } from './transferOrders/sendOrder.ts'
import type { TransferSender } from './transferOrders/sendOrder.ts'
import { sweepOrders } from './transferOrders/sweepOrders.ts'
import { createSync } from './sync/createSync.ts'
import type { Sync } from './sync/createSync.ts'
import { sweepRuns } from './sync/syncRun.ts'
import { systemTicker } from './sync/ticker.ts'
import type { Ticker } from './sync/ticker.ts'

/** What the parts of the program are made of; each takes the few it needs as its first argument. */
export interface Context {
  readonly config: Config
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  readonly db: Database
  readonly vault: Vault
  readonly banks: ReadonlyMap<string, Bank>
  /** createBankAccess: the lines to the banks. */
  readonly access: BankAccess
  /** createBankOptions: what can be chosen at banks that know their options themselves. */
  readonly bankOptions: BankOptions
  /** createSealer(key, BANK_CLIENT_PURPOSE) */
  readonly bankClientSealer: Sealer
  /** createRefresher: asks a connection's bank and keeps what it says. */
  readonly refresher: Refresher
  /** createTransferSender: the only one who sends orders to move money. */
  readonly sender: TransferSender
  /** createSync: asks the banks while nobody looks. */
  readonly sync: Sync
  /** createEvents: tells open pages what happens. */
  readonly events: Events
  /** createFollowUps: what follows from new and changed transactions. */
  readonly followUps: FollowUps
  /** The ways in which notices leave the host. */
  readonly channels: Channels
  /** createSealer(key, 'connect attempt'). */
  readonly attemptSealer: Sealer
  /** createSealer(key, TOTP_PURPOSE) */
  readonly totpSealer: Sealer
  /** createSealer(key, 'sign-in attempt') */
  readonly challengeSealer: Sealer
  /** The household's OpenID provider; null: none. */
  readonly sso: SsoClient | null
  readonly masterKey: Buffer
  readonly cookieSecret: string
  readonly sessions: SessionStore
  readonly limits: RateLimitStore
  /** Where the built page lies. */
  readonly webDir: string
  /** True in the demo only: members are invented and enter with a click. */
  readonly demo: boolean
  /** null: nobody asks for them. */
  readonly metrics: Metrics | null
  close(): Promise<void>
}

/** The edges that a test replaces; never a module of ours. */
export interface ContextOverrides {
  readonly clock?: Clock
  readonly log?: Log
  readonly banks?: readonly Bank[]
  readonly transportLimits?: Partial<TransportLimits>
  readonly webDir?: string
  /** What makes Skrin ask the banks by itself. */
  readonly ticker?: Ticker
}

/** Every bank that Skrin speaks. */
export const registeredBanks: readonly Bank[] = Object.values(registry)

const builtPage = fileURLToPath(new URL('../../web/dist', import.meta.url))

/**
 * Constructs everything, once.
 * @throws StartError, KeyError, or the system's own error when the data folder cannot be used
 */
export async function createContext(
  config: Config,
  secrets: Secrets,
  overrides: ContextOverrides = {},
): Promise<Context> {
  const clock = overrides.clock ?? systemClock
  const written = overrides.log ?? createLog(config.logLevel)
  // Loaded where somebody asked for it: most households measure nothing.
  const metered = config.metrics && (await import('./metrics/metrics.ts')).meterLog(written)
  const log = metered?.log ?? written
  const keyAtStart = ensureMasterKey(config, secrets)
  const beforeMigrating = copyBeforeMigrating({ config, clock, masterKey: keyAtStart }, (detail) =>
    log.info({ event: 'backup.made', detail }),
  )
  const db = await openDatabase(config, secrets, { log, beforeMigrating })
  let instance: Instance | undefined
  try {
    instance = await announceInstance({ db, clock, log })
    // From here on no command rotates the key; one may have just ended, or been cut short.
    const masterKey = await settleMasterKey({ config, secrets, db }, clock.now())
    await takeUpKey({ db, clock, log }, masterKey)
    const demo = isDemo(config)
    if (demo) await ensureDemoMembers({ db, clock }, config.dataDir)
    const metrics = metered?.open({ config, db, clock }) ?? null
    const ground = { config, secrets, clock, log, masterKey, db, demo, metrics }
    return await assemble({ ...ground, overrides, instance })
  } catch (error) {
    await instance?.leave()
    await db.destroy()
    throw error
  }
}

interface Ground {
  readonly config: Config
  readonly secrets: Secrets
  readonly overrides: ContextOverrides
  readonly clock: Clock
  readonly log: Log
  readonly masterKey: Buffer
  readonly db: Database
  readonly demo: boolean
  readonly metrics: Metrics | null
  readonly instance: Instance
}

async function assemble({ overrides, instance, ...ground }: Ground): Promise<Context> {
  const { config, secrets, clock, log, masterKey, db, demo } = ground
  const banks = new Map(
    (overrides.banks ?? registeredBanks).map((bank) => [bank.manifest.id, bank]),
  )
  const vault = createVault(db, createSealer(masterKey, VAULT_PURPOSE))
  const bankClientSealer = createSealer(masterKey, BANK_CLIENT_PURPOSE)
  const { transportLimits } = overrides
  const access = createBankAccess({
    config,
    secrets,
    clock,
    log,
    db,
    vault,
    bankClientSealer,
    banks,
    ...(transportLimits && { transportLimits }),
  })
  let isEnding = false
  const steps = [
    createCategorise(db),
    createMatchTransfers({ db, clock }),
    createTransactionTeller({ db, clock, log }),
  ]
  const followUps = createFollowUps(db, steps, () => isEnding)
  const isSyncing = config.sync === 'on'
  const refresher = createRefresher({ db, clock, log, access, followUps, plansAhead: isSyncing })
  const sender = createTransferSender({ db, clock, log, config, access, refresher })
  const sessions = createSessionStore({ db, clock })
  const sso =
    config.sso && secrets.sso
      ? createSsoClient({ config: config.sso, secret: secrets.sso, clock })
      : null
  const limits = createRateLimitStore({ db, clock })
  const chores = [
    () => finishRemovals({ db, clock, log, vault, access }),
    () => sweepInvites({ db, clock }),
    () => sweepAccessLog({ db, clock }),
    () => sweepRuns({ db, clock }),
    () => sweepChanges({ db, clock }),
    () => sweepPreviews({ db, clock }),
    () => sweepUploads(config.dataDir, clock.now()),
    () => followUps.run(),
    () => sweepOrders({ db, clock, access }),
    () => tellOfConnections({ db, clock, log }),
    () => tellOfBalances({ db, clock, log }),
    () => sweepNotices({ db, clock }),
  ]
  const upkeep = await startUpkeep({ db, clock, log, sessions, limits, chores })
  const channels = createChannels(config, secrets)
  const sending = startSending({ db, clock, log, config, banks, channels })
  const ticker = overrides.ticker ?? systemTicker
  const sync = createSync({ db, clock, log, access, refresher }, isSyncing ? ticker : null)
  const events = createEvents({ db, clock, log, sessions, ticker: systemTicker })
  const backups = demo ? null : scheduleBackups({ config, db, clock, log, masterKey })
  return {
    ...ground,
    banks,
    vault,
    access,
    bankOptions: createBankOptions({ access, clock }),
    bankClientSealer,
    refresher,
    sender,
    sync,
    events,
    followUps,
    channels,
    attemptSealer: createSealer(masterKey, 'connect attempt'),
    totpSealer: createSealer(masterKey, TOTP_PURPOSE),
    cookieSecret: deriveKey(masterKey, 'session cookie').toString('base64url'),
    sessions,
    limits,
    webDir: overrides.webDir ?? builtPage,
    challengeSealer: createSealer(masterKey, 'sign-in attempt'),
    sso,
    async close() {
      isEnding = true
      events.close()
      // First of all: what was sent to a bank must be known before the way to it closes.
      await sender.settle()
      await upkeep.stop()
      await sending.stop()
      await Promise.all([sync.stop(), refresher.settle()])
      await access.close()
      await sso?.close()
      await backups?.stop()
      ground.metrics?.stop()
      await instance.leave()
      await db.destroy()
    },
  }
}
