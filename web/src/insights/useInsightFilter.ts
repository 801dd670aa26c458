import * as v from 'valibot'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { accountId } from '@skrin/shared/api/primitives'
import { currencyCode } from '@skrin/shared/api/rates'
import { localDateIn } from '@skrin/shared/dates'
import { useView } from '../ledger/useView.ts'
import { useNow } from '../ui/clock.ts'
import { browserTimeZone } from '../ui/formatDate.ts'
import { isInsightPeriod, toSpan } from './insightPeriods.ts'

/** What the page tells about, as its address says: the days, the account, and the currency that all is converted to. */
export function useInsightFilter() {
  const route = useRoute()
  const router = useRouter()
  const now = useNow()
  const view = useView()
  const timeZone = browserTimeZone()

  const period = computed(() =>
    isInsightPeriod(route.query.period) ? route.query.period : 'last12',
  )
  const account = computed(() => (v.is(accountId, route.query.account) ? route.query.account : ''))
  const convert = computed(() => (v.is(currencyCode, route.query.in) ? route.query.in : ''))
  const today = computed(() => localDateIn(timeZone, now.value))
  const span = computed(() => toSpan(period.value, today.value))
  const request = computed(() => ({
    ...span.value,
    account: account.value || undefined,
    convert: convert.value || undefined,
    view: view.value === 'mine' ? ('mine' as const) : undefined,
  }))

  function narrow(change: Readonly<Record<'period' | 'account' | 'in', string>> | object): void {
    const entries = Object.entries({ ...route.query, ...change })
    void router.push({ query: Object.fromEntries(entries.filter(([, value]) => value !== '')) })
  }

  return { period, account, convert, span, request, narrow }
}
