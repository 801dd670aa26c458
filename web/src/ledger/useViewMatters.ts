import { defineStore } from 'pinia'
import { readonly, ref } from 'vue'
import type { Account } from '@skrin/shared/api/accounts'
import { keepShape, readShape } from '../ui/pageShape.ts'

/** Whether “mine” and “household” are two things for this person; until it is known, as it was last time. */
export const useViewMatters = defineStore('viewMatters', () => {
  const matters = ref(readShape().others)

  /** `accounts`: all that the person may see. */
  function learn(accounts: readonly Account[]): void {
    matters.value = accounts.some(({ access, owners }) => access !== 'own' || owners.length > 1)
    keepShape({ others: matters.value })
  }

  return { matters: readonly(matters), learn }
})
