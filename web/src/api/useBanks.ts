import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import type { BankEntry } from '@skrin/shared/api/banks'
import { useText } from '../i18n/useText.ts'
import { fetchBanks } from './banks.ts'
import { toLoadable } from './loadable.ts'
import { findServiceChoice } from './findServiceChoice.ts'
import { orderBanks } from './orderBanks.ts'

/** What accounts have in place of a bank that only files fill: nobody can be asked. */
const FILE_BANK = 'file'

/** The banks that Skrin knows. They do not change while it runs, so one asking per visit is enough. */
export function useBanks() {
  const { t } = useText()
  const query = useQuery({
    key: ['banks'],
    query: ({ signal }) => fetchBanks(signal),
    staleTime: Infinity,
  })
  const banks = computed(() => orderBanks(query.data.value?.banks ?? []))
  const byId = computed(() => new Map(banks.value.map((bank) => [bank.id, bank])))

  function getBank(id: string): BankEntry | undefined {
    return byId.value.get(id)
  }
  /** `label`, where one was chosen there; else the bank's own name, or its id until the list is here. */
  function getBankName(id: string, label: string | null = null): string {
    return id === FILE_BANK ? t('ui.fromFiles') : (label ?? getBank(id)?.name ?? id)
  }
  /** Where it is a service that reads at many banks: what it is called itself. */
  function getServiceName(id: string): string | null {
    const bank = getBank(id)
    return bank && findServiceChoice(bank) ? bank.name : null
  }

  const answer = computed(() => toLoadable(query.state.value))
  return { answer, banks, getBank, getBankName, getServiceName, askAgain: () => query.refetch() }
}
