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

/** At once, without an approval and without an id to ask for it by. */
export const transfers: BankTransfers = {
  rules: {
    // The bank takes more, but a JSON number keeps no more than fifteen digits exactly.
    amounts: [{ currency: 'NOK', least: 1_00, most: 999_999_999_999_999 }],
    // Digits, Latin letters, space and these signs.
    message: { least: 1, most: 30, allowed: '0-9A-Za-zÀ-ÖØ-öø-ÿ ,;.:!\\-\\/()?' },
    daysAhead: 0,
    approval: 'none',
    card: { most: null, message: true },
  },
  calls: transferCalls,
  commits: 'submit',
  prepare,
  submit,
  countLike,
}

function prepare({ from, to, amount, message }: BankTransfer): PreparedTransfer {
  return {
    call: 'transfer',
    body: {
      fromAccountId: from.key,
      toAccountId: to.key,
      message,
      // The bank wants a number; up to fifteen digits it is written as they were.
      amount: Number(toDecimal(amount)),
    },
  }
}

async function submit(api: TransferApi, { prepared }: Submission): Promise<TransferStep> {
  return readTransferAnswer(await api.send(transferCalls.transfer, { body: prepared.body }))
}
