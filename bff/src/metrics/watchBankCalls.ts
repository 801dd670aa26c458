import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { Counter } from 'prom-client'
import type { Registry } from 'prom-client'
import * as v from 'valibot'
import { toTransportError } from '../banks/bankTransport.ts'
import type { BankConfig } from '../config/config.ts'

/** What undici tells of every exchange (its docs, DiagnosticsChannel): every call to a bank goes through it. */
const request = v.object({ origin: v.union([v.string(), v.instance(URL)]), path: v.string() })
const answered = v.object({ request, response: v.object({ statusCode: v.number() }) })
const broken = v.object({ request, error: v.unknown() })

/** Counts calls by bank and by the status of the answer, or why there was none. Gives what ends it. */
export function watchBankCalls(
  registry: Registry,
  banks: ReadonlyMap<string, BankConfig>,
): () => void {
  const calls = new Counter({
    name: 'skrin_bank_calls_total',
    help: 'Calls to banks by bank and result: the status of the answer, or why there was none',
    labelNames: ['bank', 'result'],
    registers: [registry],
  })
  const count = ({ origin, path }: v.InferOutput<typeof request>, result: string) => {
    const bank = findBank(banks, `${new URL(origin).origin}${path}`)
    if (bank !== null) calls.inc({ bank, result })
  }
  const onHeaders = (message: unknown) => {
    const told = v.parse(answered, message)
    count(told.request, String(told.response.statusCode))
  }
  const onError = (message: unknown) => {
    const told = v.parse(broken, message)
    count(told.request, toTransportError(told.error).code)
  }
  subscribe('undici:request:headers', onHeaders)
  subscribe('undici:request:error', onError)
  return () => {
    unsubscribe('undici:request:headers', onHeaders)
    unsubscribe('undici:request:error', onError)
  }
}

/** The one whose address fits best: several can be on one host. */
function findBank(banks: ReadonlyMap<string, BankConfig>, url: string): string | null {
  const fitting = [...banks]
    .flatMap(([id, { authUrl, apiUrl }]) => [authUrl, apiUrl].map((address) => ({ id, address })))
    .filter(({ address }) => url.startsWith(address))
    .sort((a, b) => b.address.length - a.address.length)
  return fitting[0]?.id ?? null
}
