import { defineStore } from 'pinia'
import { readonly, shallowRef } from 'vue'
import type { TransferDraft } from './transferDraft.ts'

/** What was reviewed last in this tab, for whoever goes back to change it. Gone once it is sent, and with the page. */
export const useTransferDraft = defineStore('transferDraft', () => {
  const kept = shallowRef<TransferDraft | null>(null)

  function keep(draft: TransferDraft): void {
    kept.value = draft
  }
  function forget(): void {
    kept.value = null
  }

  return { kept: readonly(kept), keep, forget }
})
