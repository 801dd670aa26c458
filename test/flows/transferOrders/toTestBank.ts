import type { Bank, BankCall } from '@skrin/bff/banks/bank'
import type { BankTransfers, TransferAnswer, TransferStep } from '@skrin/bff/banks/bankTransfers'
import { sbanken } from '@skrin/bff/banks/sbanken/sbanken'
import { toDecimal } from '@skrin/shared/money'
import * as v from 'valibot'
import type { LedgerBank } from './ledgerBank.ts'

const read = { method: 'GET', passThrough: false } as const
const calls = {
  accounts: { ...read, path: '/accounts', query: [], operation: 'accounts' },
  transfers: {
    ...read,
    path: '/transfers',
    query: ['amount', 'message'],
    operation: 'transfers',
  },
} as const satisfies Readonly<Record<string, BankCall>>
const transfer = {
  method: 'POST',
  path: '/transfers',
  query: [],
  operation: 'transfer',
  passThrough: false,
} as const satisfies BankCall

const counted = v.object({ count: v.pipe(v.string(), v.transform(Number)), isWhole: v.boolean() })
const taken = v.object({ state: v.picklist(['done', 'moved']) })

/** What happens in the program right before it sends for the account with this key. */
export type BeforeSending = (account: string) => Promise<void>

/** A folder for the bank of `startLedgerBank`: what is sent there is carried out. */
export function toTestBank(beforeSending: BeforeSending = () => Promise.resolve()): Bank {
  return {
    ...sbanken,
    manifest: { ...sbanken.manifest, limits: [] },
    calls,
    fetchAccounts: async (api) => {
      await api.fetchJson(calls.accounts)
      return { accounts: [], complete: false }
    },
    fetchTransactions: () => Promise.resolve({ accounts: [] }),
    transfers: toTransfers(beforeSending),
  }
}

/** For `startSkrin`: where the bank is, and that money can be moved. */
export function toTestEnv({ url }: Pick<LedgerBank, 'url'>): Record<string, string> {
  return {
    SKRIN_TRANSFERS: 'on',
    SKRIN_TRANSFER_LIMIT: '999999999',
    SKRIN_SBANKEN_CLIENT_ID: 'client',
    SKRIN_SBANKEN_CLIENT_SECRET: 'secret',
    SKRIN_SBANKEN_AUTH_URL: url,
    SKRIN_SBANKEN_API_URL: url,
  }
}

function toTransfers(beforeSending: BeforeSending): BankTransfers {
  return {
    rules: {
      amounts: [{ currency: 'NOK', least: 1, most: 1_000_000_00 }],
      message: { least: 0, most: 30, allowed: '\\p{L}\\p{N} ' },
      daysAhead: 30,
      approval: 'none',
      card: null,
    },
    calls: { transfer },
    commits: 'submit',
    prepare: ({ amount, message, date, from, to }) => ({
      call: 'transfer',
      body: { amount: toDecimal(amount), message, date, from: from.key, to: to.key },
    }),
    async submit(api, { transfer: { from }, prepared, idempotencyKey: order }) {
      await beforeSending(from.key)
      // The bank takes no notice of `order`: it is there for the test to see what was carried out.
      const answer = await api.send(transfer, { body: { ...prepared.body, order } })
      return toStep(answer)
    },
    async countLike(api, { amount, message }) {
      const query = { amount: toDecimal(amount), message }
      const { count, isWhole } = v.parse(counted, await api.fetchJson(calls.transfers, { query }))
      return isWhole ? count : null
    },
  }
}

function toStep({ status, body }: TransferAnswer): TransferStep {
  if (status === 422) return { kind: 'refused', reason: 'insufficient_funds' }
  const answer = v.safeParse(taken, body)
  if (status !== 200 || !answer.success) return { kind: 'unknown' }
  return { kind: answer.output.state, reference: null, executesOn: null, warnings: [] }
}
