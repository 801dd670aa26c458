import { defineStore } from 'pinia'
import { ref, shallowReadonly, shallowRef } from 'vue'
import type { Transaction } from '@skrin/shared/api/transactions'

export type RowChange = (transaction: Transaction) => Transaction

/** What a person changes in one place, for every list that shows it elsewhere. */
export const useLedgerChanges = defineStore('ledgerChanges', () => {
  const change = shallowRef<RowChange | null>(null)
  const renewals = ref(0)
  const news = ref(0)

  /** This one row, as the server has it now. */
  function tellRow(changed: Transaction): void {
    change.value = (known) => (known.id === changed.id ? changed : known)
  }
  /** Rows whose new state is known without asking. */
  function tellRows(applied: RowChange): void {
    change.value = applied
  }
  /** More than a page can know: lists ask anew. */
  function tellMany(): void {
    renewals.value++
  }

  /** A bank told something new: lists take it in where nobody is reading. */
  function tellNews(): void {
    news.value++
  }

  return { change: shallowReadonly(change), renewals, news, tellRow, tellRows, tellMany, tellNews }
})
