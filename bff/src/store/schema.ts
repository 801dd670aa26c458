import type { ColumnType } from 'kysely'
import type { AccountKind } from '@skrin/shared/api/accounts'
import type { QuestionKind } from '@skrin/shared/api/ledger'
import type { NoticeChannel, NoticeKind, NoticeLanguage } from '@skrin/shared/api/notices'
import type { FileFormat, FileReason, ImportState, RowVerdict } from '@skrin/shared/api/files'
import type { Role, SignInMethod } from '@skrin/shared/api/session'
import type { ShareLevel, View } from '@skrin/shared/api/sharing'
import type { SyncCause, SyncState, SyncStep } from '@skrin/shared/api/sync'
import type {
  BookingStatus,
  CategorySource,
  TransactionState,
} from '@skrin/shared/api/transactions'
import type { TransferReason } from '@skrin/shared/api/transfers'
import type { TransferOrderState } from '@skrin/shared/api/transferOrders'
import type {
  AccountId,
  ApiTokenId,
  BankClientId,
  CategoryId,
  ConnectionId,
  ImportId,
  InviteId,
  LocalDate,
  MemberId,
  NoticeId,
  ObservationId,
  RuleId,
  SavedViewId,
  SessionPublicId,
  SyncRunId,
  TransactionId,
  TransferId,
  TransferOrderId,
} from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import type { TransferRefusal } from '@skrin/shared/transferOrders/transferRefusals'

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
    /** Being removed since then: signed in nowhere and seen by nobody, there only until their banks were told. */
    leaving_at: number | null
  }
  sessions: {
    /** SHA-256 of the id: the database does not hold what a cookie holds. */
    id_hash: string
    member_id: MemberId
    body: string
    created_at: number
    seen_at: number
    /** What the list of sessions calls it: neither the id nor its hash leave the server. */
    public_id: SessionPublicId
    /** When the person last proved who they are; sensitive acts ask for a recent time. */
    fresh_at: number
    method: SignInMethod
    /** Browser and system in words, e.g. `Firefox on Android`; empty when it did not say. */
    device: string
    /** Where it was begun: an IPv4 address, or an IPv6 network. */
    network: string
    /** A tombstone: a slow request cannot bring a destroyed session back. */
    destroyed_at: number | null
  }
  connections: {
    id: ConnectionId
    member_id: MemberId
    bank: string
    /** Which bank client the grant belongs to: `household` is the one of the configuration. */
    bank_client: BankClientId | 'household'
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
    /** When the server asks by itself; null: not planned yet. */
    next_sync_at: ColumnType<number | null, number | null | undefined, number | null>
    /** The runner that is asking now, and until when that counts. */
    sync_owner: ColumnType<string | null, string | null | undefined, string | null>
    sync_until: ColumnType<number, number | undefined, number>
    /** Since when the person lets Skrin move money over it; null: they do not. */
    transfers_at: ColumnType<number | null, number | null | undefined, number | null>
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
    /** Equal for two members' observations of one account; null where the bank does not tell its whole number. */
    identity: string | null
    kind: AccountKind
    currency: string
    balance_minor: number | null
    available_minor: number | null
    holder: string | null
    closed: number
    /** Whether money can be moved from it, and to it; null: the bank does not tell, or has no transfers. */
    transfer_from: ColumnType<number | null, number | null | undefined, number | null>
    transfer_to: ColumnType<number | null, number | null | undefined, number | null>
    /** What the bank calls it in transfers, where that is another name than `bank_key`. */
    transfer_key: ColumnType<string | null, string | null | undefined, string | null>
    position: number
    as_of: number
    /** The first day from which booked rows are whole; null before the first answer. */
    covered_from: LocalDate | null
    /** When transactions were last answered in full. */
    transactions_at: number | null
    /** The first day that the bank was asked about beyond the newest window; null: it was not. */
    history_from: ColumnType<LocalDate | null, LocalDate | null | undefined, LocalDate | null>
    /** Nothing older is to be had of the bank. */
    history_whole: ColumnType<number, number | undefined, number>
  }
  shares: {
    account_id: AccountId
    /** A member's id, or `household`. */
    audience: string
    level: ShareLevel
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
    /** As toSearchedText makes it. */
    search_text: string
    counterparty_name: string | null
    counterparty_account: string | null
    original_minor: number | null
    original_currency: string | null
    original_rate: string | null
    kind: string | null
    bank_id: string | null
    wire: string
    /** withdrawn: the bank no longer tells of it; deleted: a person wanted it gone. Neither is in a list or a sum. */
    state: ColumnType<TransactionState, TransactionState | undefined, TransactionState>
    /** A built-in category's code, or the id of one of the household's own. */
    category: ColumnType<CategoryId | null, CategoryId | null | undefined, CategoryId | null>
    category_by: ColumnType<
      CategorySource | null,
      CategorySource | null | undefined,
      CategorySource | null
    >
    /** Of category_by `rule`. */
    rule_id: ColumnType<RuleId | null, RuleId | null | undefined, RuleId | null>
    note: ColumnType<string | null, string | null | undefined, string | null>
    /** Of the note and the tags: whoever changes those calls refreshNoteWords. */
    note_words: ColumnType<string, string | undefined, string>
    /** The rule that gave the note; null: a person wrote it. */
    note_rule_id: ColumnType<RuleId | null, RuleId | null | undefined, RuleId | null>
    /** Changes of the row that nothing has followed yet: see followUps.ts. */
    unfollowed: ColumnType<number, number | undefined, number>
  }
  /** What a bank or a file said of a transaction, as it was said; rows are added and marked, never taken away. */
  observations: {
    id: ObservationId
    account_id: AccountId
    transaction_id: TransactionId
    /** `bank`, or the import that brought it. */
    source: 'bank' | ImportId
    status: BookingStatus
    booking_date: LocalDate
    value_date: LocalDate | null
    amount_minor: number
    currency: string
    text: string
    bank_text: string
    counterparty_name: string | null
    counterparty_account: string | null
    original_minor: number | null
    original_currency: string | null
    original_rate: string | null
    kind: string | null
    bank_id: string | null
    wire: string
    first_seen: number
    last_seen: number
    /** Since when a whole answer no longer has it. */
    gone_at: number | null
    /** Why it is taken for this transaction; `first`: it founded it. */
    reason: string
  }
  /** Two transactions, by id in order, that a person said are not one: rules never join them. */
  apart: { one_id: TransactionId; other_id: TransactionId }
  /** Whether a transaction is the same as one of the candidates, which no rule can say. */
  questions: {
    id: string
    account_id: AccountId
    transaction_id: TransactionId
    kind: QuestionKind
    asked_at: number
    answered_at: number | null
  }
  question_candidates: { question_id: string; transaction_id: TransactionId }
  /** The household's own categories, beside the built-in ones. */
  categories: {
    id: CategoryId
    name: string
    /** Folded name: two cannot differ only in case or accents. */
    name_key: string
    direction: 'in' | 'out'
    created_by: MemberId | null
    created_at: number
  }
  /** A person's rules, for the transactions of their own accounts, in their order. */
  rules: { id: RuleId; member_id: MemberId; position: number; body: string; created_at: number }
  transaction_tags: {
    transaction_id: TransactionId
    tag: string
    /** The rule that gave it; null: a person did. */
    rule_id: ColumnType<RuleId | null, RuleId | null | undefined, RuleId | null>
  }
  /** Two rows that may be one move of money between accounts; which of them are is told to each viewer by what they see. */
  transfers: {
    id: TransferId
    out_id: TransactionId
    in_id: TransactionId
    /** The booking day of the row that goes out, when the pair was made. */
    day: LocalDate
    reason: TransferReason
    made_at: number
    /** A person said that it is none. */
    undone_at: number | null
  }
  /** What a person does not want to be told as recurring. */
  dismissed_recurring: { member_id: MemberId; recurring_id: string }
  /** One unit of `base` in `quote`, as decimal digits. */
  rates: {
    base: string
    quote: string
    date: LocalDate
    rate: string
    source: string
    created_by: MemberId | null
  }
  saved_views: {
    id: SavedViewId
    member_id: MemberId
    name: string
    /** The page's query string, without `?`. */
    query: string
    created_at: number
  }
  /** What of a transaction is searched and listed, in the order of every list: written by the database itself, from `transactions`. */
  finds: {
    /** Pending before booked, newest day first, and within a day the latest told: see migrations/finding.ts. */
    rank: number
    transaction_id: TransactionId
    account_id: AccountId
    status: BookingStatus
    booking_date: LocalDate
    amount_minor: number
    currency: string
    state: TransactionState
    category: CategoryId | null
    /** Of `search_text` and `note_words`, with a space before and after each. */
    words: string
  }
  /** Sums of `transactions` by day, likewise. `sum_out` is negative. */
  day_sums: {
    account_id: AccountId
    status: BookingStatus
    booking_date: LocalDate
    currency: string
    state: TransactionState
    count: number
    count_in: number
    count_out: number
    sum_in: number
    sum_out: number
  }
  sync_runs: {
    id: SyncRunId
    connection_id: ConnectionId
    cause: SyncCause
    state: SyncState
    problem: ProblemCode | null
    started_at: number
    ended_at: number | null
    step: SyncStep
    done: number
    total: number
    /** Transactions that were not known before. */
    added: number
    /** The first day that is being asked for. */
    from_date: LocalDate | null
    /** When the row last changed: what open pages are told. */
    told_at: number
  }
  /** Accounts whose figures or transactions moved, for those who have a page open. */
  changes: { id: string; at: number; account_id: AccountId }
  /** A person's orders to move money between accounts of their own, and how each ended. */
  transfer_orders: {
    /** A UUID: the idempotency key too. */
    id: TransferOrderId
    member_id: MemberId
    /** null, as the accounts: given up with its history since; it is swept when its day no longer counts. */
    connection_id: ConnectionId | null
    bank: string
    from_account: AccountId | null
    to_account: AccountId | null
    state: TransferOrderState
    /** Positive. */
    amount_minor: number
    currency: string
    date: LocalDate
    message: string
    /** PreparedTransfer as JSON: what the person saw, and what is sent. */
    prepared: string
    executes_on: LocalDate | null
    reviewed_at: number
    expires_at: number
    sent_at: number | null
    /** While `sending`: after that its answer is lost. */
    sending_until: number | null
    settled_at: number | null
    reason: TransferRefusal | null
    problem: ProblemCode | null
    /** JSON list of TransferWarning. */
    warnings: string
    reference: string | null
    /** What the bank's folder remembers between steps; never a secret. */
    progress: string | null
    /** How many like it the bank showed before it was sent; null: of banks where that does not matter. */
    like_before: number | null
    looked_up_at: number | null
    known_by: 'answer' | 'list' | 'person' | null
    decision: 'happened' | 'did_not_happen' | null
  }
  /** What a person lets themselves move in a day, where it is less than the host's limit. */
  transfer_limits: { member_id: MemberId; currency: string; limit_minor: number }
  imports: {
    id: ImportId
    member_id: MemberId
    /** Where its rows went; null before that. */
    account_id: AccountId | null
    format: FileFormat
    file_name: string
    /** The folded headings of a CSV file; null: another format. */
    shape: string | null
    mapping: string | null
    statements: string
    statement: number
    /** Where its rows are to go; null until the person chose it. */
    target: string | null
    state: ImportState
    created_at: number
    done_at: number | null
    undone_at: number | null
    added: number
  }
  /** Of a preview only: what was taken is an observation. */
  import_rows: {
    import_id: ImportId
    /** Among the rows of the file, from 1. */
    position: number
    /** Where it begins in the file, from 1. */
    line: number
    statement: number
    /** Of a CSV file, as they stand there. */
    cells: string | null
    /** The transaction that was read; null: none could be, or not yet. */
    body: string | null
    /** null: no transaction, or not of the statement that is looked at. */
    verdict: RowVerdict | null
    reason: FileReason | null
  }
  /** How a person read a file's columns last time; `shape`: the folded heading line. */
  import_mappings: { member_id: MemberId; shape: string; mapping: string }
  notices: {
    id: NoticeId
    member_id: MemberId
    kind: NoticeKind
    connection_id: ConnectionId | null
    account_id: AccountId | null
    transaction_id: TransactionId | null
    /** What cannot be looked up any more when it is read, as JSON: see noticeBody.ts. */
    body: string
    /** 0: only sent, because the person wants it so. */
    in_app: number
    created_at: number
    read_at: number | null
    /** Of several with one value only the first is made. */
    dedupe: string
  }
  /** What goes on and has been told already, until it is over. */
  notice_causes: { key: string; since: number }
  /** How somebody wants to be told; none: as `defaultReader` has it. */
  notice_readers: {
    member_id: MemberId
    language: NoticeLanguage
    details: number
    view: View
  }
  notice_choices: {
    member_id: MemberId
    kind: NoticeKind
    in_app: number
    mail: number
    push: number
    /** In whole units of the account's currency; null where the kind has none. */
    threshold: number | null
  }
  /** Of balances, for an account by itself. */
  notice_limits: { member_id: MemberId; account_id: AccountId; threshold: number }
  notice_addresses: {
    member_id: MemberId
    channel: NoticeChannel
    address: string
    /** Of the code that was sent there; null once it came back. */
    code_hash: string | null
    /** Codes that were wrong. */
    tries: number
    confirmed_at: number | null
    created_at: number
  }
  deliveries: {
    notice_id: NoticeId
    channel: NoticeChannel
    tries: number
    /** null: sent, or given up. */
    next_at: number | null
    sent_at: number | null
    problem: string | null
  }
  rate_limits: { key: string; hits: number; reset_at: number }
  invites: {
    id: InviteId
    /** SHA-256 of the code in the link. */
    code_hash: string
    role: Role
    name: string | null
    /** An existing member who sets a new password with it; null: somebody new. */
    member_id: MemberId | null
    created_by: MemberId | null
    created_at: number
    expires_at: number
    used_at: number | null
  }
  bank_clients: {
    id: BankClientId
    member_id: MemberId
    bank: string
    client_id: string
    /** The client's secret. */
    sealed: string
    created_at: number
  }
  passkeys: {
    /** The credential's id, base64url. */
    id: string
    member_id: MemberId
    /** COSE key, base64url. */
    public_key: string
    counter: number
    transports: string
    name: string
    backed_up: number
    created_at: number
    used_at: number | null
  }
  /** What a passkey ceremony or a round trip to the single sign-on needs when it comes back. */
  sign_in_challenges: {
    id_hash: string
    purpose: string
    member_id: MemberId | null
    session_hash: string | null
    sealed: string
    expires_at: number
    used_at: number | null
  }
  totp: {
    member_id: MemberId
    sealed: string
    /** null: begun, not yet proven with a code. */
    confirmed_at: number | null
    /** The time step of the last code taken: a code works once (RFC 6238 §5.2). */
    last_step: number
  }
  recovery_codes: { member_id: MemberId; code_hash: string; used_at: number | null }
  oidc_identities: {
    issuer: string
    subject: string
    member_id: MemberId
    label: string
    linked_at: number
    used_at: number | null
  }
  access_log: {
    id: string
    at: number
    /** null: the program itself, or somebody who is gone; the name stays. */
    actor_id: MemberId | null
    actor_name: string
    actor_kind: 'session' | 'token' | 'cli' | 'program'
    /** Whose matter it is; null: the household's own. */
    about_id: MemberId | null
    event: string
    subject: string
    /** Of several with one value only the first is kept. */
    dedupe: string | null
  }
  api_tokens: {
    id: ApiTokenId
    member_id: MemberId
    name: string
    token_hash: string
    created_at: number
    expires_at: number | null
    used_at: number | null
  }
  api_token_accounts: { token_id: ApiTokenId; account_id: AccountId; level: ShareLevel }
  /** The programs that run on this database now. */
  instances: { id: string; started_at: number; seen_at: number; host: string; version: string }
}
