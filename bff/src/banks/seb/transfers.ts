import * as v from 'valibot'
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
import { isGood, readProblem } from './readTransferAnswer.ts'
import { transferCalls } from './transferCalls.ts'
import { findRefusal, paymentCodes } from './transferCodes.ts'
import { createdPayment } from './transferShapes.ts'
import { cancel, fetchStep, takeFirstStep } from './transferSteps.ts'

/** Between a private person's own accounts in kronor, signed with BankID. */
export const transfers: BankTransfers = {
  rules: {
    // No limit is documented.
    amounts: [{ currency: 'SEK', least: 1, most: null }],
    // "max 12 chars" in the samples of domestic transfers; of characters, those that any Swedish bank takes.
    message: { least: 0, most: 12, allowed: 'A-Za-z0-9ÅÄÖåäö .,/-' },
    // Not documented.
    daysAhead: 365,
    approval: 'app',
    card: null,
  },
  calls: transferCalls,
  scope: () => 'psd2_accounts psd2_payments',
  // Although signed: SEB's notes on making payments say that transfers between own accounts "will be processed directly".
  commits: 'submit',
  prepare,
  submit,
  fetchStep,
  cancel,
  countLike,
}

function prepare({ from, to, amount, date, message }: BankTransfer): PreparedTransfer {
  return {
    call: 'payment',
    body: {
      instructedAmount: { currency: amount.currency, amount: toDecimal(amount) },
      debtorAccount: { iban: from.iban },
      creditorAccount: { iban: to.iban },
      ...(message !== '' && { debtorAccountMessage: message }),
      requestedExecutionDate: date,
    },
  }
}

async function submit(api: TransferApi, submission: Submission): Promise<TransferStep> {
  const { body } = submission.prepared
  const answer = await api.send(transferCalls.payment, { body })
  const codes = readProblem(answer)
  if (codes !== null)
    return { kind: 'refused', reason: findRefusal(paymentCodes, codes) ?? 'unexplained' }
  const created = v.safeParse(createdPayment, answer.body)
  if (!isGood(answer) || !created.success) return { kind: 'unknown' }
  return takeFirstStep(api, submission, created.output.paymentId)
}
