import { toDecimal } from '@skrin/shared/money'
import type {
  BankTransfer,
  BankTransfers,
  PreparedTransfer,
  TransferEnd,
} from '../bankTransfers.ts'
import { PAYING } from './auth.ts'
import { cancelTransfer } from './cancelTransfer.ts'
import { countLike } from './countLike.ts'
import { fetchTransferStep } from './fetchTransferStep.ts'
import { submitTransfer } from './submitTransfer.ts'
import { transferCalls } from './transferCalls.ts'

/** There is no product for own accounts: it is an ordinary credit transfer, which the person approves at the bank unless that exempts them. */
export const transfers: BankTransfers = {
  // Nothing of this is documented: docs/banks/aritma.md says why it was chosen so.
  rules: {
    amounts: [{ currency: 'NOK', least: 1, most: null }],
    message: { least: 0, most: 140, allowed: "A-Za-zÆØÅæøåÄÖäö0-9 /?:().,'+\\-" },
    daysAhead: 90,
    approval: 'page',
    card: null,
  },
  calls: transferCalls,
  scope: (settings) => settings['TRANSFER_SCOPE'] ?? PAYING,
  // Although approved in a call of its own: a bank may exempt own accounts (EU 2018/389 Art. 15), then making it is enough.
  commits: 'submit',
  prepare,
  submit: submitTransfer,
  fetchStep: fetchTransferStep,
  cancel: cancelTransfer,
  countLike,
}

function prepare({ from, to, amount, date, message }: BankTransfer): PreparedTransfer {
  const line = {
    instructedAmount: { currency: amount.currency, amount: toDecimal(amount) },
    creditorAccount: toReference(to, amount.currency),
    ...(message !== '' && { unstructuredRemittanceInformation: message }),
  }
  return {
    call: 'create',
    body: {
      debtorAccount: toReference(from, amount.currency),
      batchBookingPreferred: false,
      requestedExecutionDate: date,
      paymentLines: [line],
    },
  }
}

/** The national number where it is known: both ends are at one Norwegian bank. */
function toReference({ number, iban }: TransferEnd, currency: string) {
  return number === null ? { iban, currency } : { bban: number, currency }
}
