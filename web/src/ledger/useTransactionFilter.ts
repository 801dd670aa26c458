import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { filterNames, toFilter, toQuery } from './transactionFilter.ts'
import type { TransactionFilter } from './transactionFilter.ts'

/** The filter that the address holds. Changing it is a navigation, so back and forward undo and redo it. */
export function useTransactionFilter() {
  const route = useRoute()
  const router = useRouter()
  const page = route.name

  // Through its text, so that the list is asked for anew only when the filter in the address is another one. On the
  // way to another page the address is no longer ours to read.
  const text = computed((known: string | undefined) =>
    route.name === page || known === undefined
      ? new URLSearchParams(toQuery(toFilter(route.query))).toString()
      : known,
  )
  const filter = computed(() => toFilter(Object.fromEntries(new URLSearchParams(text.value))))

  /** `replace` for steps that nobody wants to go back through, such as the letters of a word. */
  async function narrow(changes: Partial<TransactionFilter>, how: 'push' | 'replace' = 'push') {
    const others = Object.entries(route.query).filter(([name]) => !filterNames.includes(name))
    const query = { ...Object.fromEntries(others), ...toQuery({ ...filter.value, ...changes }) }
    await router[how]({ query })
  }

  return { filter, narrow }
}
