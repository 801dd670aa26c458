import type { Schema } from './schema.ts'

/** What triggers write from `transactions`: a copy has it as soon as it has those. */
type DerivedTable = 'finds' | 'day_sums'

/**
 * Every table, those that others refer to first, with the columns that order its rows one by one; null: rows may be equal,
 * and there are never many.
 */
const orders = {
  meta: ['key'],
  members: ['id'],
  sessions: ['id_hash'],
  invites: ['id'],
  passkeys: ['id'],
  sign_in_challenges: ['id_hash'],
  totp: ['member_id'],
  recovery_codes: ['member_id', 'code_hash'],
  oidc_identities: ['issuer', 'subject'],
  access_log: ['id'],
  bank_clients: ['id'],
  connections: ['id'],
  vault: ['connection_id'],
  connect_attempts: ['id_hash'],
  bank_calls: null,
  accounts: ['id'],
  shares: ['account_id', 'audience'],
  transactions: ['id'],
  observations: ['id'],
  apart: ['one_id', 'other_id'],
  questions: ['id'],
  question_candidates: ['question_id', 'transaction_id'],
  categories: ['id'],
  rules: ['id'],
  transaction_tags: ['transaction_id', 'tag'],
  transfers: ['id'],
  dismissed_recurring: ['member_id', 'recurring_id'],
  rates: ['base', 'quote', 'date'],
  saved_views: ['id'],
  sync_runs: ['id'],
  changes: ['id'],
  transfer_orders: ['id'],
  transfer_limits: ['member_id', 'currency'],
  imports: ['id'],
  import_rows: ['import_id', 'position'],
  import_mappings: ['member_id', 'shape'],
  notices: ['id'],
  notice_causes: ['key'],
  notice_readers: ['member_id'],
  notice_choices: ['member_id', 'kind'],
  notice_limits: ['member_id', 'account_id'],
  notice_addresses: ['member_id', 'channel'],
  deliveries: ['notice_id', 'channel'],
  api_tokens: ['id'],
  api_token_accounts: ['token_id', 'account_id'],
  rate_limits: ['key'],
  instances: ['id'],
} satisfies Record<Exclude<keyof Schema, DerivedTable>, readonly string[] | null>

export interface Table {
  readonly name: string
  readonly order: readonly string[] | null
}

export const tables: readonly Table[] = Object.entries(orders).map(([name, order]) => ({
  name,
  order,
}))

/** Of one running program or one visit: no copy takes them along. */
export const passingTables: readonly string[] = [
  'sessions',
  'sign_in_challenges',
  'connect_attempts',
  'rate_limits',
  'instances',
  'changes',
]
