import * as v from 'valibot'
import { account } from '@skrin/shared/api/accounts'
import type { Account } from '@skrin/shared/api/accounts'
import { bankManifest, bankOption } from '@skrin/shared/api/banks'
import type { BankEntry, BankOption } from '@skrin/shared/api/banks'
import { categoriesAnswer } from '@skrin/shared/api/categories'
import type { CategoriesAnswer } from '@skrin/shared/api/categories'
import { connection, outcome } from '@skrin/shared/api/connections'
import { syncRun } from '@skrin/shared/api/sync'
import type { SyncRun } from '@skrin/shared/api/sync'
import type { Connection, Outcome } from '@skrin/shared/api/connections'
import { invite, membersAnswer } from '@skrin/shared/api/household'
import type { Invite, MembersAnswer } from '@skrin/shared/api/household'
import { ledgerHistory } from '@skrin/shared/api/ledger'
import type { LedgerHistory } from '@skrin/shared/api/ledger'
import { session } from '@skrin/shared/api/session'
import type { Session } from '@skrin/shared/api/session'
import { signInMethods } from '@skrin/shared/api/signIn'
import type { SignInMethods } from '@skrin/shared/api/signIn'
import { builtInCategories } from '@skrin/shared/categories/builtInCategories'
import { transaction, transactionsAnswer } from '@skrin/shared/api/transactions'
import type { Transaction, TransactionsAnswer } from '@skrin/shared/api/transactions'

/** Invented answers of the API, through its own schemas, so that a test cannot rest on a shape that does not exist. */
type Changes<T> = { readonly [Key in keyof T]?: unknown }

/** Somebody signed in, or with `member: null` a visitor. */
export function toSession(changes: Changes<Session> = {}): Session {
  return v.parse(session, {
    member: { id: 'member-1', name: 'Kari', role: 'owner' },
    household: null,
    signIn: { passkeys: true, sso: null },
    expiresAt: null,
    freshUntil: null,
    demo: null,
    transfers: false,
    setup: 'done',
    ...changes,
  })
}

/** A password, and nothing beside it. */
export function toSignInMethods(changes: Changes<SignInMethods> = {}): SignInMethods {
  return v.parse(signInMethods, {
    password: true,
    passkeys: [],
    totp: { enabled: false, recoveryCodesLeft: 0 },
    sso: [],
    ...changes,
  })
}

type HouseholdMember = MembersAnswer['members'][number]

/** Somebody who lives here: Kari, who looks after it, unless said otherwise. */
export function toMember(changes: Changes<HouseholdMember> = {}): HouseholdMember {
  return v.parse(membersAnswer.entries.members.item, {
    id: 'member-1',
    name: 'Kari',
    role: 'owner',
    joinedAt: '2026-05-01T08:00:00.000Z',
    ...changes,
  })
}

export function toInvite(changes: Changes<Invite> = {}): Invite {
  return v.parse(invite, {
    id: 'invite-1',
    role: 'adult',
    name: null,
    createdAt: '2026-10-14T12:00:00.000Z',
    expiresAt: '2026-10-21T12:00:00.000Z',
    ...changes,
  })
}

export function toOutcome(changes: Changes<Outcome> = {}): Outcome {
  return v.parse(outcome, {
    connection: 'connection-1',
    bank: 'testbank',
    bankLabel: null,
    status: 'ok',
    problem: null,
    field: null,
    askedAt: '2026-10-14T12:02:00.000Z',
    lastGoodAt: '2026-10-14T12:02:00.000Z',
    retryAt: null,
    reference: null,
    ...changes,
  })
}

export function toSyncRun(changes: Changes<SyncRun> = {}): SyncRun {
  return v.parse(syncRun, {
    id: 'run-1',
    connection: 'connection-1',
    cause: 'schedule',
    state: 'done',
    problem: null,
    startedAt: '2026-10-14T12:04:00.000Z',
    endedAt: null,
    step: 'transactions',
    from: '2026-09-14',
    done: 1,
    total: 4,
    added: 0,
    ...changes,
  })
}

export function toConnection(changes: Changes<Connection> = {}): Connection {
  return v.parse(connection, {
    id: 'connection-1',
    bank: 'testbank',
    label: null,
    status: 'working',
    problem: null,
    createdAt: '2026-05-01T08:00:00.000Z',
    lastAskedAt: '2026-10-14T12:02:00.000Z',
    lastGoodAt: '2026-10-14T12:02:00.000Z',
    renewBy: null,
    blockedUntil: null,
    budget: null,
    accountCount: 2,
    sync: { run: null, nextAt: null, historyFrom: null, historyWhole: false },
    client: 'household',
    transfers: 'unable',
    ...changes,
  })
}

const owner1 = { id: 'member-1', name: 'Kari Nordmann' }

export function toAccount(changes: Changes<Account> = {}): Account {
  return v.parse(account, {
    id: 'account-1',
    bank: 'testbank',
    bankLabel: null,
    connection: 'connection-1',
    owner: owner1,
    holder: null,
    name: 'Brukskonto',
    number: '97101234567',
    iban: null,
    kind: 'current',
    currency: 'NOK',
    balance: { minor: 124950, currency: 'NOK' },
    available: null,
    closed: false,
    access: 'own',
    owners: [owner1],
    sharing: [],
    connected: true,
    asOf: '2026-10-14T12:02:00.000Z',
    stale: false,
    trend: [],
    ...changes,
  })
}

export function toTransaction(changes: Changes<Transaction> = {}): Transaction {
  return v.parse(transaction, {
    id: 'transaction-1',
    account: 'account-1',
    bookingDate: '2026-10-13',
    valueDate: null,
    status: 'booked',
    amount: { minor: -12900, currency: 'NOK' },
    text: 'Blomster',
    bankText: 'BLOMSTER 13.10',
    counterparty: null,
    original: null,
    kind: null,
    state: 'shown',
    category: null,
    note: null,
    tags: [],
    transfer: null,
    balance: null,
    ...changes,
  })
}

/** One of the banks behind a service. */
export function toBankOption(changes: Changes<BankOption> = {}): BankOption {
  return v.parse(bankOption, {
    value: 'NO/Testbanken',
    label: 'Testbanken',
    country: 'NO',
    renewalDays: 180,
    beta: false,
    ...changes,
  })
}

export function toBank(changes: Changes<BankEntry> = {}): BankEntry {
  const { configured = true, client, ...manifest } = changes
  const parsed = v.parse(bankManifest, {
    id: 'testbank',
    name: 'Testbanken',
    countries: ['NO'],
    timeZone: 'Europe/Oslo',
    status: 'live',
    about: { en: 'A bank.', nb: 'En bank.', sv: 'En bank.' },
    connecting: { en: 'You sign in.', nb: 'Du logger inn.', sv: 'Du loggar in.' },
    disconnecting: { en: 'Remove it there.', nb: 'Fjern det der.', sv: 'Ta bort det där.' },
    access: 'redirect',
    choices: [],
    capabilities: {
      pending: true,
      cards: true,
      historyDays: 365,
      transfers: false,
      certificate: false,
    },
    renewalDays: null,
    limits: [],
    documentation: { url: 'https://bank.example/docs', checkedOn: '2026-10-01' },
    ...manifest,
  })
  const isConfigured = configured === true
  const whose = client === 'own' ? 'own' : 'household'
  return { ...parsed, configured: isConfigured, client: isConfigured ? whose : null }
}

interface AnswerChanges {
  readonly nextCursor?: string | null
  /** Booking days that the answer has a sum of −500 kr for. */
  readonly days?: readonly string[]
  readonly outcomes?: readonly Outcome[]
}

export function toTransactionsAnswer(
  rows: readonly Changes<Transaction>[],
  { nextCursor = null, days = [], outcomes = [] }: AnswerChanges = {},
): TransactionsAnswer {
  return v.parse(transactionsAnswer, {
    transactions: rows.map(toTransaction),
    nextCursor,
    days: days.map((date) => ({ date, sums: [{ minor: -50000, currency: 'NOK' }] })),
    outcomes,
  })
}

/** The built-in categories, and one of the household's own. */
export function toCategories(): CategoriesAnswer {
  const builtIn = builtInCategories.map(({ id, group, direction }) => ({
    id,
    group,
    direction,
    name: null,
  }))
  const own = { id: 'category-1', name: 'Hytta', direction: 'out', group: null }
  return v.parse(categoriesAnswer, { categories: [...builtIn, own] })
}

/** A reservation that was booked with another amount. */
export function toHistory(changes: Changes<LedgerHistory> = {}): LedgerHistory {
  const booked = {
    id: 'observation-2',
    source: 'bank',
    fileName: null,
    status: 'booked',
    bookingDate: '2026-10-13',
    valueDate: null,
    amount: { minor: -12900, currency: 'NOK' },
    text: 'Blomster',
    bankText: 'BLOMSTER 13.10',
    firstSeen: '2026-10-13T06:00:00.000Z',
    lastSeen: '2026-10-14T12:02:00.000Z',
    goneAt: null,
    reason: 'changed_amount',
    shown: true,
  }
  const reserved = {
    ...booked,
    id: 'observation-1',
    status: 'pending',
    bookingDate: '2026-10-12',
    amount: { minor: -12500, currency: 'NOK' },
    bankText: 'BLOMSTER RESERVERT',
    firstSeen: '2026-10-12T06:00:00.000Z',
    lastSeen: '2026-10-12T18:00:00.000Z',
    goneAt: '2026-10-13T06:00:00.000Z',
    reason: 'first',
    shown: false,
  }
  return v.parse(ledgerHistory, {
    transaction: 'transaction-1',
    account: 'account-1',
    state: 'shown',
    own: true,
    observations: [reserved, booked],
    ...changes,
  })
}
