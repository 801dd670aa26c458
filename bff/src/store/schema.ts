import type { AccountKind } from '@skrin/shared/api/accounts'
import type { Role } from '@skrin/shared/api/session'
import type { BookingStatus } from '@skrin/shared/api/transactions'
import type {
  AccountId,
  ConnectionId,
  LocalDate,
  MemberId,
  TransactionId,
} from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'

/** Rows as both databases hold them: moments as epoch milliseconds, flags as 0 and 1, JSON and sealed boxes as text. */
export interface Schema {
  meta: { key: string; value: string }
  members: {
    id: MemberId
    name: string
    /** Folded name: two members cannot differ only in case or accents. */
    name_key: string
    role: Role
    /** PHC string, argon2id; null where the person signs in otherwise. */
    password_hash: string | null
    created_at: number
  }
  sessions: {
    /** SHA-256 of the id: the database does not hold what a cookie holds. */
    id_hash: string
    member_id: MemberId
    body: string
    created_at: number
    seen_at: number
    /** A tombstone: a slow request cannot bring a destroyed session back. */
    destroyed_at: number | null
  }
  connections: {
    id: ConnectionId
    member_id: MemberId
    bank: string
    label: string | null
    choices: string
    /** disconnected: the grant is forgotten, accounts and transactions stay until the person removes them. */
    status: 'working' | 'failing' | 'reconnect' | 'disconnected'
    problem: ProblemCode | null
    created_at: number
    connected_at: number
    asked_at: number | null
    good_at: number | null
    renew_by: number | null
    blocked_until: number | null
  }
  vault: {
    connection_id: ConnectionId
    member_id: MemberId
    /** The sealed grant; see vault.ts. */
    sealed: string
    /** Counts up with every save. */
    generation: number
    lease_owner: string | null
    lease_until: number
  }
  connect_attempts: {
    /** SHA-256 of the id in the browser's short-lived cookie. */
    id_hash: string
    member_id: MemberId
    /** The session that started it, as its row's id: the callback itself comes without the Strict cookie. */
    session_hash: string
    bank: string
    sealed: string
    expires_at: number
    used_at: number | null
  }
  bank_calls: { budget: string; at: number }
  accounts: {
    id: AccountId
    connection_id: ConnectionId
    bank: string
    bank_key: string
    name: string
    number: string | null
    iban: string | null
    kind: AccountKind
    currency: string
    balance_minor: number | null
    available_minor: number | null
    holder: string | null
    closed: number
    position: number
    as_of: number
    /** The first day from which booked rows are whole; null before the first answer. */
    covered_from: LocalDate | null
    /** When transactions were last answered in full. */
    transactions_at: number | null
  }
  shares: {
    account_id: AccountId
    /** A member's id, or `household`. */
    audience: string
  }
  transactions: {
    id: TransactionId
    account_id: AccountId
    status: BookingStatus
    booking_date: LocalDate
    value_date: LocalDate | null
    amount_minor: number
    currency: string
    text: string
    bank_text: string
    search_text: string
    counterparty_name: string | null
    counterparty_account: string | null
    original_minor: number | null
    original_currency: string | null
    original_rate: string | null
    kind: string | null
    bank_id: string | null
    wire: string
  }
  rate_limits: { key: string; hits: number; reset_at: number }
}
