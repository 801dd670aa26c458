import type * as v from 'valibot'
import type { BankApi, BankCall } from '../bank.ts'
import { MappingError } from '../bankError.ts'
import { readList } from './readList.ts'
import type { WireList } from './readList.ts'
import type { Window } from './windows.ts'

/** The longest page that the bank gives. */
const PAGE_ROWS = 1000
const ATTEMPTS = 3

export interface WindowRequest<T> {
  readonly call: BankCall
  readonly row: T
  readonly accountId: string
  readonly window: Window
}

export interface FetchedRows<T> {
  readonly rows: WireList<T>['items']
  /** False when the bank counted more rows than it gave. */
  readonly complete: boolean
}

/**
 * All rows of one window. Pages are counted by offset, so a row that is booked in between moves the others and one
 * would be read twice: the window is then read again from its start.
 */
export async function fetchRows<T extends v.GenericSchema>(
  api: BankApi,
  request: WindowRequest<T>,
): Promise<FetchedRows<v.InferOutput<T>>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const fetched = await fetchPages(api, request)
    if (fetched !== 'moved') return fetched
  }
  throw new MappingError('availableItems')
}

async function fetchPages<T extends v.GenericSchema>(
  api: BankApi,
  request: WindowRequest<T>,
): Promise<FetchedRows<v.InferOutput<T>> | 'moved'> {
  const first = await fetchPage(api, request, 0)
  const rows = [...first.items]
  for (let page = first; !isLast(page, rows.length);) {
    page = await fetchPage(api, request, rows.length)
    if (page.total !== first.total) return 'moved'
    rows.push(...page.items)
  }
  return { rows, complete: first.total === null || rows.length >= first.total }
}

function isLast(page: WireList<unknown>, fetched: number): boolean {
  if (page.items.length === 0) return true
  return page.total === null ? page.items.length < PAGE_ROWS : fetched >= page.total
}

async function fetchPage<T extends v.GenericSchema>(
  api: BankApi,
  { call, row, accountId, window }: WindowRequest<T>,
  index: number,
): Promise<WireList<v.InferOutput<T>>> {
  const query = {
    startDate: window.from,
    endDate: window.to ?? undefined,
    index: String(index),
    length: String(PAGE_ROWS),
  }
  return readList(row, await api.fetchJson(call, { params: { accountId }, query }))
}
