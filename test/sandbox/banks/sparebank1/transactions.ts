import type { Request, RequestHandler, Response } from 'express'
import type { LocalDate } from '@skrin/shared/brand'
import { toLocalDate } from '@skrin/shared/dates'
import type { WorldAccount, WorldTransaction } from '../../world/world.ts'
import { keyOf } from './accountBodies.ts'
import type { Visit } from './api.ts'
import { refuse } from './errors.ts'
import { BANK } from './parts.ts'
import type { Parts } from './parts.ts'
import { dayOf, isPending, sourceOf, toTransactionBody } from './transactionBodies.ts'

interface Access {
  visit(response: Response): Visit
  today(): LocalDate
}

interface Asked {
  readonly accounts: readonly WorldAccount[]
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly source: string
}

interface Found {
  readonly account: WorldAccount
  readonly row: WorldTransaction
}

/** No paging: the newest rows up to the limit, and not a word about the rest. */
export function listTransactions({ kit, switches }: Parts, access: Access): RequestHandler {
  return (request, response) => {
    const current = access.visit(response)
    const asked = readAsked(request, response, current)
    if (!asked) return
    const today = access.today()
    const partial = kit.faults.take(BANK, 'transactions', ['partial'])
    const error = partial ? String(partial.value ?? 'CREDIT_ACCOUNTS_FAILED') : null
    const wrong = kit.faults.take(BANK, 'transactions', ['wrong_shape'])
    const wanted = Number(request.query['rowLimit'] ?? switches.defaultRows)
    const rows = findRows({ kit }, asked, today)
      .filter((found) => error === null || !isMissing(found, error, today))
      .slice(0, Math.min(wanted, switches.maxRows))
      .map(({ row, account }) => toTransactionBody(row, { account, today, epoch: current.epoch }))
      .map((body) =>
        wrong ? { ...body, [String(wrong.value ?? 'amount')]: { unexpected: true } } : body,
      )
    response.json({ transactions: rows, errors: error === null ? [] : [error] })
  }
}

/** Booked rows as semicolon CSV with a byte order mark; the JSON Accept of the other calls is refused with 406. */
export function exportTransactions({ kit }: Parts, access: Access): RequestHandler {
  return (request, response) => {
    if (!(request.headers.accept ?? '').startsWith('application/csv')) {
      return void refuse(response, { status: 406, code: 'not.acceptable' })
    }
    const asked = readAsked(request, response, access.visit(response))
    if (!asked) return
    if (!asked.from || !asked.to)
      return void refuse(response, { status: 400, code: 'date.missing' })
    const today = access.today()
    const lines = findRows({ kit }, asked, today)
      .filter(({ row }) => !isPending(row, today))
      .map(({ row }) => {
        const amount = (row.amountMinor / 100).toFixed(2).replace('.', ',')
        const columns = row.amountMinor > 0 ? [amount, ''] : ['', amount]
        return [row.bookedOn, row.counterparty, row.bookedOn, ...columns].join(';')
      })
    response
      .type('application/csv;charset=UTF-8')
      .send(`\uFEFF${['Dato;Beskrivelse;Rentedato;Inn;Ut', ...lines].join('\n')}\n`)
  }
}

/** undefined: refused, and answered. */
function readAsked(
  request: Request,
  response: Response,
  { accounts, epoch }: Visit,
): Asked | undefined {
  const keys = [request.query['accountKey'] ?? []].flat().map(String)
  if (keys.length === 0) {
    refuse(response, { status: 400, code: 'accountKey.missing', resource: 'accountKey' })
    return undefined
  }
  const found = accounts.filter((account) => keys.includes(keyOf(account, epoch)))
  if (found.length !== new Set(keys).size) {
    refuse(response, { status: 404, code: 'account.not.found', resource: 'accountKey' })
    return undefined
  }
  const from = readDay(request.query['fromDate'])
  const to = readDay(request.query['toDate'])
  const limit = request.query['rowLimit']
  if (
    from === undefined ||
    to === undefined ||
    (limit !== undefined && !/^[1-9]\d*$/.test(textOf(limit) ?? ''))
  ) {
    refuse(response, { status: 400, code: 'parameter.invalid' })
    return undefined
  }
  return { accounts: found, from, to, source: readSource(request) }
}

/** Clients send it under three names, one of them the words of the OpenAPI file; which one counts is not known. */
function readSource({ query }: Request): string {
  const sent = query['source'] ?? query['transactionSource'] ?? query['Transaction source']
  return textOf(sent) ?? 'ALL'
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** null: not asked for; undefined: no day. */
function readDay(text: unknown): LocalDate | null | undefined {
  return text === undefined ? null : (toLocalDate(textOf(text) ?? '') ?? undefined)
}

function findRows({ kit }: Pick<Parts, 'kit'>, asked: Asked, today: LocalDate): Found[] {
  return asked.accounts
    .flatMap((account) =>
      kit.world.transactionsOf(account.id, today).map((row) => ({ account, row })),
    )
    .filter(({ row }) => {
      // "Date when the transaction was performed" (portal, 2026-05): not the day of booking, which the row shows.
      const { day } = row
      const isInside = (!asked.from || day >= asked.from) && (!asked.to || day <= asked.to)
      return isInside && (asked.source === 'ALL' || sourceOf(row, today) === asked.source)
    })
    .sort((a, b) => dayOf(b.row, today).localeCompare(dayOf(a.row, today)))
}

function isMissing({ account, row }: Found, error: string, today: LocalDate): boolean {
  if (error === 'CREDIT_ACCOUNTS_FAILED') return account.kind === 'card'
  return sourceOf(row, today) === 'RECENT'
}
