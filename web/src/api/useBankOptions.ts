import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import type { Ref } from 'vue'
import type { BankOption, Country } from '@skrin/shared/api/banks'
import { fetchChoices } from './banks.ts'
import { toLoadable } from './loadable.ts'

/** The server keeps them for hours too. */
const FRESH_MS = 60 * 60_000

/** What can be chosen at one bank, of the country that is looked at. */
export function useBankOptions(bank: string, country: Readonly<Ref<Country>>) {
  const query = useQuery({
    key: () => ['bank-options', bank, country.value],
    query: ({ signal }) => fetchChoices({ bank, country: country.value }, signal),
    staleTime: FRESH_MS,
  })
  const options = computed((): readonly BankOption[] => query.data.value?.options ?? [])
  const answer = computed(() => toLoadable(query.state.value))
  const asking = computed(() => query.isLoading.value)
  return { answer, options, asking, askAgain: () => query.refetch() }
}
