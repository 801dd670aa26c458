import { connectionId } from '@skrin/shared/api/primitives'
import type { ConnectionId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { BankCall } from '../banks/bank.ts'
import { decodeSegments, matchCall, toCallUrl } from '../banks/callTemplate.ts'
import type { BankLine } from '../connections/bankAccess.ts'
import { parseRequest } from '../http/parseRequest.ts'

const MAX_VALUE = 200
const addressPattern = /^\/api\/connections\/([^/?]+)\/bank(\/[^?]*)\??(.*)$/

/** What was asked for, as it came: nothing in it is decoded yet. */
export interface PassAddress {
  readonly connection: ConnectionId
  readonly rawPath: string
  readonly rawQuery: string
}

export function isPassAddress(url: string): boolean {
  return addressPattern.test(url)
}

/** @throws AppError bad_request where the connection's id cannot be one */
export function readPassAddress(url: string): PassAddress {
  const [, rawId, rawPath = '', rawQuery = ''] = addressPattern.exec(url) ?? []
  return { connection: parseRequest(connectionId, rawId), rawPath, rawQuery }
}

export interface PassTarget {
  readonly call: BankCall
  readonly params: Readonly<Record<string, string>>
  readonly origin: string
  /** With the query. */
  readonly path: string
}

/** What is sent to the bank, if its list allows it. @throws AppError bank_path_not_allowed */
export function readPassTarget(line: BankLine, { rawPath, rawQuery }: PassAddress): PassTarget {
  const segments = decodeSegments(rawPath)
  const match = segments && matchCall(listReadable(line), segments)
  if (!match) throw new AppError('bank_path_not_allowed')
  const { call, params } = match
  const url = toCallUrl(line.config.apiUrl, call, { params, query: readQuery(call, rawQuery) })
  return { call, params, origin: url.origin, path: url.pathname + url.search }
}

function listReadable({ bank }: BankLine): BankCall[] {
  return Object.values(bank.calls).filter(
    ({ method, passThrough }) => method === 'GET' && passThrough,
  )
}

function readQuery(call: BankCall, rawQuery: string): Record<string, string[]> {
  const query: Record<string, string[]> = {}
  for (const [key, value] of new URLSearchParams(rawQuery)) {
    if (!call.query.includes(key) || value.length > MAX_VALUE)
      throw new AppError('bank_path_not_allowed')
    query[key] = [...(query[key] ?? []), value]
  }
  return query
}
