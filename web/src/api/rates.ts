import { rate, ratesAnswer, ratesImportAnswer } from '@skrin/shared/api/rates'
import type { Rate, RateRequest, RatesAnswer, RatesImportAnswer } from '@skrin/shared/api/rates'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

export function fetchRates(signal?: AbortSignal): Promise<RatesAnswer> {
  return callApi({ path: '/rates', schema: ratesAnswer, signal })
}

/** One for each pair and day: it replaces what was there. */
export function saveRate(request: RateRequest): Promise<Rate> {
  return callApi({ method: 'PUT', path: '/rates', body: request, schema: rate })
}

export async function removeRate({ base, quote, date }: Rate): Promise<void> {
  const query = { base, quote, date }
  await callApi({ method: 'DELETE', path: '/rates', query, schema: v.unknown() })
}

/** All rates of a CSV file, or none. */
export function importRates(csv: string): Promise<RatesImportAnswer> {
  return callApi({
    method: 'POST',
    path: '/rates/import',
    body: { csv },
    schema: ratesImportAnswer,
  })
}
