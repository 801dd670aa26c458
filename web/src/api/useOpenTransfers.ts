import { useQuery } from '@pinia/colada'
import * as v from 'valibot'
import { computed, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { transferOrderId } from '@skrin/shared/api/primitives'
import { callApi } from './apiClient.ts'
import { toLoadable } from './loadable.ts'
import type { Loadable } from './loadable.ts'

const FRESH_MS = 30_000
/** As little of the answer as the first page needs: the contract itself comes with the pages of transfers. */
const openTransfer = v.object({
  id: transferOrderId,
  state: v.string(),
  decision: v.nullable(v.string()),
})
const schema = v.object({ orders: v.array(openTransfer) })
export type OpenTransfer = v.InferOutput<typeof openTransfer>

/** The transfers that wait for the person: to be approved at the bank, or looked up there. */
export function useOpenTransfers(enabled: MaybeRefOrGetter<boolean>) {
  const query = useQuery({
    key: ['transfer-orders', 'open'],
    query: ({ signal }) =>
      callApi({ path: '/transfer-orders', query: { open: '1' }, schema, signal }),
    enabled: () => toValue(enabled),
    staleTime: FRESH_MS,
  })
  const answer = computed((): Loadable<unknown> => {
    return toValue(enabled) ? toLoadable(query.state.value) : { status: 'ready', value: null }
  })
  const waiting = computed(() => (query.data.value?.orders ?? []).filter(needsPerson))
  return { answer, waiting }
}

function needsPerson({ state, decision }: OpenTransfer): boolean {
  return state === 'approval' || (state === 'unknown' && decision === null)
}
