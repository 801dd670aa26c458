import type { LocalDate } from '@skrin/shared/brand'
import { addDays } from '@skrin/shared/dates'
import type { Request, Response, Router } from 'express'
import type { Fault } from '../../kit/faults.ts'
import type { WorldTransaction } from '../../world/world.ts'
import { toAccountId } from './accountBodies.ts'
import { noSuchAccount } from './accountRoutes.ts'
import { internalTrouble, sendList, sendTrouble, toErrorEnvelope } from './answers.ts'
import type { Version } from './answers.ts'
import { BANK } from './parts.ts'
import type { SbankenParts } from './parts.ts'
import {
  toArchiveRow,
  toReservation,
  toStatementRow,
  toTransactionId,
} from './transactionBodies.ts'
import { openVisit } from './visit.ts'
import { readWindow } from './window.ts'
import type { TransactionWindow } from './window.ts'

/** The archive lacks the newest days, and rows have no id until they are in it. */
const ARCHIVE_LAG_DAYS = 16
/** How far back the statement really reached is not known: the sandbox's choice. */
const STATEMENT_DAYS = 420

interface ListVisit {
  readonly version: Version
  readonly rows: readonly WorldTransaction[]
  readonly window: TransactionWindow
  readonly today: LocalDate
  /** Another one each time where ids change. */
  readonly salt: string
}

export function addTransactionRoutes(router: Router, parts: SbankenParts): void {
  let answers = 0
  const lists = [
    ['archive', '/Transactions/archive/:accountId', toArchive],
    ['transactions', '/Transactions/:accountId', toStatement],
  ] as const
  for (const [name, path, toRows] of lists) {
    router.get(`/apibeta/api/:version${path}`, ...parts.begin(name), (request, response) => {
      const fault = parts.kit.faults.take(BANK, name, ['partial', 'wrong_shape', 'changed_ids'])
      const salt = fault?.kind === 'changed_ids' ? String(++answers) : ''
      const visit = readListVisit(parts, { request, response, salt })
      if (visit) sendRows(response, { visit, rows: toRows(visit), fault })
    })
  }
}

/** undefined: already answered. */
function readListVisit(
  parts: SbankenParts,
  { request, response, salt }: { request: Request; response: Response; salt: string },
): ListVisit | undefined {
  const visit = openVisit(parts, request, response)
  if (!visit) return undefined
  const { version, accounts } = visit
  const today = parts.today()
  const account = accounts.find((one) => toAccountId(one) === request.params['accountId'])
  if (!account) return void sendTrouble(response, version, noSuchAccount)
  const window = readWindow(request.query, today)
  if (typeof window === 'string') {
    return void sendTrouble(response, version, { status: 400, errorType: 'Input', message: window })
  }
  // The bug of June 2021 (stenjo/SbankenToYNAB issue 28) is always there.
  const isLastDayNamed = !window.isOpen && window.endDate === today
  if (isLastDayNamed) return void sendTrouble(response, version, internalTrouble)
  return {
    version,
    window,
    today,
    salt,
    rows: parts.kit.world.transactionsOf(account.id, today),
  }
}

/** Reservations first, then what is booked, newest first. */
function toStatement({ version, rows, window, today, salt }: ListVisit): object[] {
  const inArchive = addDays(today, -ARCHIVE_LAG_DAYS)
  const oldest = addDays(today, -STATEMENT_DAYS)
  const pending = rows
    .filter(({ bookedOn, day }) => bookedOn > today && isWithin(window, day))
    .map((row) => toReservation(row, version))
  const booked = rows
    .filter(({ bookedOn }) => bookedOn <= today && bookedOn >= oldest && isWithin(window, bookedOn))
    .map((row) => {
      const isOld = row.bookedOn <= inArchive
      const transactionId = isOld && !isCached(row) ? toTransactionId(row, salt) : null
      return toStatementRow(row, {
        version,
        transactionId,
        source: isOld ? 'Archive' : 'AccountStatement',
      })
    })
  return window.isOpen ? [...pending, ...booked] : booked
}

function toArchive({ version, rows, window, today, salt }: ListVisit): object[] {
  const newest = addDays(today, -ARCHIVE_LAG_DAYS)
  return rows
    .filter(({ bookedOn }) => bookedOn <= newest && isWithin(window, bookedOn))
    .map((row) =>
      toArchiveRow(row, { version, transactionId: toTransactionId(row, salt), source: 'Archive' }),
    )
}

function isWithin({ startDate, endDate }: TransactionWindow, day: LocalDate): boolean {
  return day >= startDate && day <= endDate
}

/** Some rows come from a cache that has no ids: every third here. */
function isCached(row: WorldTransaction): boolean {
  return Number(toTransactionId(row, 'cache')) % 3 === 0
}

function sendRows(
  response: Response,
  { visit, rows, fault }: { visit: ListVisit; rows: readonly object[]; fault: Fault | undefined },
): void {
  const { version, window } = visit
  if (fault?.kind === 'partial' && version === 'v1') {
    return void response.json({
      availableItems: 0,
      items: null,
      ...toErrorEnvelope(internalTrouble),
    })
  }
  const given = fault?.kind === 'partial' ? rows.slice(0, -1) : rows
  const page = given.slice(window.index, window.index + window.length)
  const items =
    fault?.kind === 'wrong_shape' ? page.map((row) => ({ ...row, amount: 'NOK 1,00' })) : page
  sendList(response, version, { items, availableItems: rows.length })
}
