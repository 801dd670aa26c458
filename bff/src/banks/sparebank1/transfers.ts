import { toDecimal } from '@skrin/shared/money'
import type {
  BankTransfer,
  BankTransfers,
  PreparedTransfer,
  Submission,
  TransferApi,
  TransferStep,
} from '../bankTransfers.ts'
import { countLike } from './countLike.ts'
import { readTransferAnswer } from './readTransferAnswer.ts'
import { transferCalls } from './transferCalls.ts'

const headers = { 'content-type': 'application/vnd.sparebank1.v1+json; charset=utf-8' }

/** Between own accounts, and to an own credit card. No step at the bank approves it: what is sent is carried out. */
export const transfers: BankTransfers = {
  rules: {
    amounts: [{ currency: 'NOK', least: 1, most: 1_000_000_000_00 }],
    // The length is documented, the characters are not.
    message: { least: 0, most: 40, allowed: '\\p{L}\\p{N}\\p{P} +=' },
    // How far ahead is not documented either.
    daysAhead: 365,
    approval: 'none',
    card: { most: 999_999_999_00, message: false },
  },
  calls: transferCalls,
  // The words of a client of June 2026; an app that lacks one of them is answered with access_denied.
  scope: () => 'accounts transactions transfer',
  commits: 'submit',
  prepare,
  submit,
  countLike,
}

/** The amount is text with two decimals, the accounts are numbers and not keys. */
function prepare({ from, to, amount, date, message }: BankTransfer): PreparedTransfer {
  const common = { amount: toDecimal(amount), fromAccount: from.number }
  if (to.kind === 'card')
    return {
      call: 'creditCard',
      body: { ...common, creditCardAccountId: to.transferKey, dueDate: date },
    }
  const body = { ...common, toAccount: to.number, dueDate: date, currencyCode: amount.currency }
  return { call: 'debit', body: message === '' ? body : { ...body, message } }
}

async function submit(api: TransferApi, { transfer, prepared }: Submission): Promise<TransferStep> {
  const isToCard = prepared.call === 'creditCard'
  const call = isToCard ? transferCalls.creditCard : transferCalls.debit
  const answer = await api.send(call, { body: prepared.body, headers })
  return readTransferAnswer(answer, { date: transfer.date, today: api.today, isToCard })
}
