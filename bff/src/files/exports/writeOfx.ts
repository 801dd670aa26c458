import type { LocalDate } from '@skrin/shared/brand'
import { toDecimal } from '@skrin/shared/money'
import type { Transaction } from '@skrin/shared/api/transactions'
import { toAccountNumber } from './exportedAccounts.ts'
import type { ExportedAccount } from './exportedAccounts.ts'

/** One account's rows, asked for when the file gets to them. */
export interface OfxStatement {
  readonly account: ExportedAccount
  rows(): AsyncIterable<Transaction>
}

// OFX 2.3 §11.3.1, §11.4.3
const MOST_NUMBER = 22
const MOST_NAME = 32
const MOST_MEMO = 255

/**
 * Booked transactions as OFX 2.2, one statement for each account (§11.4). Balances are left out: what a filtered list adds
 * up to is none.
 */
export async function* writeOfx(
  statements: readonly OfxStatement[],
  today: LocalDate,
): AsyncGenerator<string> {
  const day = compact(today)
  yield '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
  yield '<?OFX OFXHEADER="200" VERSION="220" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
  yield `<OFX>\n<SIGNONMSGSRSV1><SONRS>${okay}<DTSERVER>${day}</DTSERVER><LANGUAGE>ENG</LANGUAGE></SONRS></SIGNONMSGSRSV1>\n`
  yield* writeKind(
    statements.filter(({ account }) => account.kind !== 'card'),
    bankKind,
  )
  yield* writeKind(
    statements.filter(({ account }) => account.kind === 'card'),
    cardKind,
  )
  yield '</OFX>\n'
}

const okay = '<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>'

interface StatementKind {
  readonly set: string
  readonly response: string
  readonly statement: string
  from(account: ExportedAccount): string
}

const bankKind: StatementKind = {
  set: 'BANKMSGSRSV1',
  response: 'STMTTRNRS',
  statement: 'STMTRS',
  from: (account) =>
    `<BANKACCTFROM><BANKID>${escape(account.bank.slice(0, 9))}</BANKID><ACCTID>${idOf(account)}</ACCTID><ACCTTYPE>${account.kind === 'savings' ? 'SAVINGS' : 'CHECKING'}</ACCTTYPE></BANKACCTFROM>`,
}

const cardKind: StatementKind = {
  set: 'CREDITCARDMSGSRSV1',
  response: 'CCSTMTTRNRS',
  statement: 'CCSTMTRS',
  from: (account) => `<CCACCTFROM><ACCTID>${idOf(account)}</ACCTID></CCACCTFROM>`,
}

async function* writeKind(
  statements: readonly OfxStatement[],
  kind: StatementKind,
): AsyncGenerator<string> {
  if (statements.length === 0) return
  yield `<${kind.set}>\n`
  for (const { account, rows } of statements) {
    yield `<${kind.response}><TRNUID>0</TRNUID>${okay}<${kind.statement}><CURDEF>${account.currency}</CURDEF>${kind.from(account)}<BANKTRANLIST>\n`
    for await (const row of rows()) if (row.status === 'booked') yield toElement(row)
    yield `</BANKTRANLIST></${kind.statement}></${kind.response}>\n`
  }
  yield `</${kind.set}>\n`
}

function toElement({ id, bookingDate, amount, text, bankText, counterparty }: Transaction): string {
  const name = counterparty?.name ?? text
  const type = amount.minor < 0 ? 'DEBIT' : 'CREDIT'
  const memo = bankText === '' ? text : bankText
  return (
    `<STMTTRN><TRNTYPE>${type}</TRNTYPE><DTPOSTED>${compact(bookingDate)}</DTPOSTED>` +
    `<TRNAMT>${toDecimal(amount)}</TRNAMT><FITID>${id}</FITID>` +
    `<NAME>${escape(name.slice(0, MOST_NAME))}</NAME><MEMO>${escape(memo.slice(0, MOST_MEMO))}</MEMO></STMTTRN>\n`
  )
}

function idOf(account: ExportedAccount): string {
  return escape(toAccountNumber(account).slice(0, MOST_NUMBER))
}

function compact(day: LocalDate): string {
  return day.replaceAll('-', '')
}

/** Text of XML 1.0: without the characters that it has no way to write (§2.2). */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
}
