import type { LocalDate } from '@skrin/shared/brand'
import type { BankApi, BankTransaction } from '../bank.ts'
import type { BankTransfer, TransferEnd } from '../bankTransfers.ts'
import { fetchTransactions } from './api.ts'

/**
 * How many transfers like this one SEB shows from the wished day on: booked out of one account and into the other, since booked
 * rows do not say where to; or upcoming, which do. null: a list is not whole.
 */
export async function countLike(api: BankApi, transfer: BankTransfer): Promise<number | null> {
  const { from, to, amount, date } = transfer
  const first = date < api.today ? date : api.today
  const accounts = [from, to].map(({ key, number, kind }) => {
    return { key, number, kind, currency: amount.currency }
  })
  const fetched = await fetchTransactions(api, { accounts, from: first })
  const [out, into] = [from, to].map(({ key }) => fetched.accounts.find((one) => one.key === key))
  if (!isWhole(out, first) || !isWhole(into, first)) return null
  const isLike = (row: BankTransaction, minor: number) =>
    row.amount.minor === minor && row.bookingDate >= date
  const booked = Math.min(
    out.booked.filter((row) => isLike(row, -amount.minor)).length,
    into.booked.filter((row) => isLike(row, amount.minor)).length,
  )
  const upcoming = out.pending.filter((row) => isLike(row, -amount.minor) && isTo(row, to))
  return booked + upcoming.length
}

type Listed = Awaited<ReturnType<typeof fetchTransactions>>['accounts'][number]

function isWhole(list: Listed | undefined, from: LocalDate): list is Listed {
  return list?.complete === true && list.coveredFrom <= from
}

function isTo({ counterparty }: BankTransaction, { number, iban }: TransferEnd): boolean {
  const account = counterparty?.account?.replace(/\s/g, '') ?? null
  return account !== null && (account === iban || account === number)
}
