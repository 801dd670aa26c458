import { computed, onScopeDispose, readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { Outcome } from '@skrin/shared/api/connections'
import { isAbort } from '../api/apiError.ts'
import type { Loadable } from '../api/loadable.ts'
import { fetchTransactions } from '../api/transactions.ts'
import type { TransactionFilter } from '../api/transactions.ts'
import { useClock } from '../ui/clock.ts'
import { useKeptLists } from './useKeptLists.ts'
import { useAtTop } from './useAtTop.ts'
import { useLedgerChanges } from './useLedgerChanges.ts'
import { appendPage, changeInPages, renewFirstPage, toPages } from './transactionPages.ts'
import type { TransactionPages } from './transactionPages.ts'

const FIRST_PAGE = '100'
const NEXT_PAGE = '500'
const FRESH_MS = 60_000

/**
 * The transactions that match, as known at once and then as the banks answer, with more on request. A newer filter
 * aborts what was asked for the one before, and an answer that comes too late writes nothing.
 */
export function useTransactionList(filter: Readonly<Ref<TransactionFilter>>) {
  const clock = useClock()
  const kept = useKeptLists()
  const changes = useLedgerChanges()
  const atTop = useAtTop()

  const list = shallowRef<Loadable<TransactionPages>>({ status: 'loading' })
  /** The rows shown are those of the filter before: the new ones are on their way. */
  const turning = ref(false)
  /** The banks are being asked. */
  const asking = ref(false)
  const moreFailure = shallowRef<unknown>(null)
  const liveFailure = shallowRef<unknown>(null)
  const loadingMore = ref(false)
  /** Counts the answers for a first page: what is told beside the list is told anew with each. */
  const answered = ref(0)
  /** How the banks fared when last asked: the cached answers in between know nothing newer. */
  const liveOutcomes = shallowRef<readonly Outcome[] | null>(null)

  const pages = computed(() => (list.value.status === 'ready' ? list.value.value : null))
  const outcomes = computed(() => liveOutcomes.value ?? pages.value?.outcomes ?? [])
  let current = new AbortController()
  let askedAtMs = -Infinity

  async function load(wanted: TransactionFilter): Promise<void> {
    current.abort()
    current = new AbortController()
    const { signal } = current
    turning.value = list.value.status === 'ready'
    if (list.value.status === 'failed') list.value = { status: 'loading' }
    loadingMore.value = false
    moreFailure.value = null
    await showKnown(wanted, signal)
    if (!signal.aborted && clock.now() - askedAtMs > FRESH_MS) await ask(wanted, signal)
  }

  async function showKnown(wanted: TransactionFilter, signal: AbortSignal): Promise<void> {
    const remembered = kept.get(wanted)
    if (remembered) show(remembered)
    try {
      const query = { ...wanted, prefer: 'cache', limit: FIRST_PAGE, signal } as const
      const answer = await fetchTransactions(query)
      if (signal.aborted) return
      show(remembered ? renewFirstPage(remembered, answer) : toPages(answer))
      answered.value++
    } catch (error) {
      if (signal.aborted || isAbort(error)) return
      if (!remembered) list.value = { status: 'failed', error }
      turning.value = false
    }
  }

  async function ask(wanted: TransactionFilter, signal: AbortSignal): Promise<void> {
    asking.value = true
    liveFailure.value = null
    try {
      const answer = await fetchTransactions({ ...wanted, limit: FIRST_PAGE, signal })
      if (signal.aborted) return
      askedAtMs = clock.now()
      liveOutcomes.value = answer.outcomes
      show(pages.value ? renewFirstPage(pages.value, answer) : toPages(answer))
      answered.value++
    } catch (error) {
      // What is known stays on the page; without any, the failure of the known answer is already there.
      if (!signal.aborted && !isAbort(error)) liveFailure.value = error
    } finally {
      if (!signal.aborted) asking.value = false
    }
  }

  async function loadMore(): Promise<void> {
    const cursor = pages.value?.nextCursor
    if (!cursor || loadingMore.value || turning.value) return
    const { signal } = current
    loadingMore.value = true
    moreFailure.value = null
    try {
      const query = { ...filter.value, prefer: 'cache', cursor, limit: NEXT_PAGE, signal } as const
      const page = await fetchTransactions(query)
      if (!signal.aborted && pages.value) show(appendPage(pages.value, cursor, page))
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) moreFailure.value = error
    } finally {
      if (!signal.aborted) loadingMore.value = false
    }
  }

  function show(value: TransactionPages): void {
    list.value = { status: 'ready', value }
    turning.value = false
    kept.keep(filter.value, value)
  }

  /** What came meanwhile, without asking a bank; the pages that are here stay. */
  async function renew(): Promise<void> {
    if (turning.value || asking.value || loadingMore.value) return
    if (pages.value) kept.keep(filter.value, pages.value)
    await showKnown(filter.value, current.signal)
  }

  /** Forgets the rows after the first page: some of them are no longer there, or no longer shown to this person. */
  function startOver(): Promise<void> {
    kept.forget()
    return load(filter.value)
  }

  /** Asks the banks anew, whatever is known. */
  function askAgain(): Promise<void> {
    askedAtMs = -Infinity
    return load(filter.value)
  }

  watch(filter, (wanted) => load(wanted), { immediate: true })
  watch(
    () => changes.change,
    (change) => {
      if (!change) return
      kept.changeRows(change)
      if (pages.value) show(changeInPages(pages.value, change))
    },
  )
  watch(
    () => changes.renewals,
    () => {
      kept.forget()
      void load(filter.value)
    },
  )
  watch(
    () => changes.news,
    () => atTop(() => void renew()),
  )
  onScopeDispose(() => current.abort())

  return {
    filter,
    list: shallowReadonly(list),
    pages,
    outcomes,
    turning: readonly(turning),
    asking: readonly(asking),
    loadingMore: readonly(loadingMore),
    answered: readonly(answered),
    moreFailure: shallowReadonly(moreFailure),
    liveFailure: shallowReadonly(liveFailure),
    loadMore,
    startOver,
    askAgain,
  }
}

export type TransactionList = ReturnType<typeof useTransactionList>
