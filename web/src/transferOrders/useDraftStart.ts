import { useQuery } from '@pinia/colada'
import * as v from 'valibot'
import { computed, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { useRoute } from 'vue-router'
import { accountId, transferOrderId } from '@skrin/shared/api/primitives'
import type { TransferConnection } from '@skrin/shared/api/transferOrders'
import { fetchTransferOrder } from '../api/transferOrders.ts'
import { useText } from '../i18n/useText.ts'
import { completeTarget, startDraft, toDraft } from './transferDraft.ts'
import type { TransferDraft } from './transferDraft.ts'
import { useTransferDraft } from './useTransferDraft.ts'

/**
 * With what the form begins: an order that is made once more (`?again=`), what somebody came back to change, or the account
 * that they came from (`?from=`). Once begun, it is the person's.
 */
export function useDraftStart(connections: Readonly<Ref<readonly TransferConnection[]>>) {
  const route = useRoute('move')
  const { language } = useText()
  const drafts = useTransferDraft()
  const again = v.is(transferOrderId, route.query.again) ? route.query.again : null
  const from = v.is(accountId, route.query.from) ? route.query.from : null
  const earlier = useQuery({
    key: ['transfer-orders', 'again', again ?? ''],
    query: async ({ signal }) => (again ? fetchTransferOrder(again, signal) : null),
    enabled: again !== null,
  })
  const start = shallowRef<TransferDraft | null>(null)

  const isReady = computed(
    () =>
      connections.value.length > 0 && (again === null || earlier.state.value.status !== 'pending'),
  )

  function toStart(): TransferDraft {
    const order = earlier.data.value?.order
    if (order) {
      const draft = toDraft(order, language.value === 'en' ? '.' : ',')
      return completeTarget(connections.value, { ...draft, ...toKnown(draft) })
    }
    return (from === null ? drafts.kept : null) ?? startDraft(connections.value, from)
  }
  /** An account that has gone meanwhile is chosen anew. */
  function toKnown({ from: source }: TransferDraft): Partial<TransferDraft> {
    const isKnown = connections.value.some(({ accounts }) =>
      accounts.some(({ id }) => id === source),
    )
    return isKnown ? {} : { from: null, to: null }
  }

  watch(isReady, (ready) => ready && (start.value ??= toStart()), { immediate: true })
  return { start }
}
