import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { Totals } from '@skrin/shared/api/transactions'
import { fetchTotals } from '../api/transactions.ts'
import type { TransactionFilter } from '../api/transactions.ts'
import { useKeptLists } from './useKeptLists.ts'
import type { TransactionList } from './useTransactionList.ts'

/**
 * What everything that matches comes to: asked for beside the first rows, which do not wait for it, and with every later
 * answer. Until it comes nothing is said, rather than what was right for another filter.
 */
export function useTransactionTotals(
  filter: Readonly<Ref<TransactionFilter>>,
  list: Pick<TransactionList, 'answered' | 'startOver'>,
) {
  const kept = useKeptLists()
  const known = shallowRef<{ filter: TransactionFilter; totals: Totals } | null>(null)
  const totals = computed(() =>
    known.value?.filter === filter.value
      ? known.value.totals
      : (kept.getTotals(filter.value) ?? null),
  )
  let current = new AbortController()

  async function ask(): Promise<void> {
    current.abort()
    current = new AbortController()
    const { signal } = current
    const wanted = filter.value
    const before = totals.value
    // Without them the list is whole; with the next answer they are asked for again.
    const told = await fetchTotals(wanted, signal).catch(() => null)
    if (signal.aborted || told === null) return
    known.value = { filter: wanted, totals: told }
    // Rows are gone, perhaps of an account that somebody shares no more: they may be among those further down.
    if (before && told.count < before.count) await list.startOver()
    kept.keepTotals(wanted, told)
  }

  const begun = { filter: filter.value, asked: ask() }
  watch(list.answered, async (count) => {
    if (count === 1 && begun.filter === filter.value) {
      await begun.asked
      // What came beside the first rows is of the same moment as they are; a newer answer asks for itself.
      if (known.value?.filter === filter.value || list.answered.value > count) return
    }
    await ask()
  })
  watch(filter, () => current.abort())
  onScopeDispose(() => current.abort())

  return totals
}
