import * as v from 'valibot'
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { transactionId } from '@skrin/shared/api/primitives'
import type { TransactionId } from '@skrin/shared/brand'

/** The transaction whose details are open. The address knows it: a link shows it, and the back button closes it. */
export function useOpenTransaction() {
  const route = useRoute()
  const router = useRouter()

  const openId = computed((): TransactionId | null => {
    const { transaction } = route.query
    return v.is(transactionId, transaction) ? transaction : null
  })

  /** From one open transaction to the next is no step that the back button should repeat. */
  async function open(id: TransactionId): Promise<void> {
    const query = { ...route.query, transaction: id }
    if (openId.value === null) await router.push({ query, state: { openedHere: true } })
    else await router.replace({ query, state: { openedHere: cameFromHere() } })
  }

  async function close(): Promise<void> {
    if (openId.value === null) return
    if (cameFromHere()) return router.back()
    const { transaction: _, ...query } = route.query
    await router.replace({ query })
  }

  return { openId, open, close }
}

function cameFromHere(): boolean {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && 'openedHere' in state && !!state.openedHere
}
