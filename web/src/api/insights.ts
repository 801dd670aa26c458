import {
  balanceInsight,
  categoriesInsight,
  changesAnswer,
  flowAnswer,
  recurringAnswer,
} from '@skrin/shared/api/insights'
import type {
  BalanceInsight,
  CategoriesInsight,
  ChangesAnswer,
  FlowAnswer,
  RecurringAnswer,
} from '@skrin/shared/api/insights'
import type { View } from '@skrin/shared/api/sharing'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'

/** Of which accounts, from which day to which; in their own currencies, and with `convert` also in that one. */
export interface InsightsRequest {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly account?: string | undefined
  readonly view?: View | undefined
  readonly convert?: string | undefined
}

export function fetchBalanceInsight(
  request: InsightsRequest,
  signal: AbortSignal,
): Promise<BalanceInsight> {
  const query = { ...request }
  return callApi({ path: '/insights/balance', query, schema: balanceInsight, signal })
}

export function fetchFlow(request: InsightsRequest, signal: AbortSignal): Promise<FlowAnswer> {
  return callApi({ path: '/insights/flow', query: { ...request }, schema: flowAnswer, signal })
}

export function fetchCategorySums(
  request: InsightsRequest,
  signal: AbortSignal,
): Promise<CategoriesInsight> {
  const query = { ...request }
  return callApi({ path: '/insights/categories', query, schema: categoriesInsight, signal })
}

export function fetchChanges(
  request: InsightsRequest,
  signal: AbortSignal,
): Promise<ChangesAnswer> {
  const query = { ...request }
  return callApi({ path: '/insights/changes', query, schema: changesAnswer, signal })
}

export function fetchRecurring(
  { account, view }: InsightsRequest,
  signal: AbortSignal,
): Promise<RecurringAnswer> {
  const query = { account, view }
  return callApi({ path: '/insights/recurring', query, schema: recurringAnswer, signal })
}

/** It is nothing that comes back, or it is after all; for this person only. */
export async function setDismissed(id: string, dismissed: boolean): Promise<void> {
  const path = `/insights/recurring/${id}`
  await callApi({ method: 'PUT', path, body: { dismissed }, schema: v.unknown() })
}
