import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Account } from '@skrin/shared/api/accounts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { useSession } from '../session/useSession.ts'
import { keepShape, readShape } from '../ui/pageShape.ts'

/** Whether “mine” and “household” are two things for this person; until it is known, as it was last time. */
export const useViewMatters = defineStore('viewMatters', () => {
  const session = useSession()
  const preferences = usePreferences()
  const matters = ref(readShape().others)

  /** `accounts`: all that the person may see. */
  function learn(accounts: readonly Account[]): void {
    matters.value = accounts.some(({ access, owners }) => access !== 'own' || owners.length > 1)
    keepShape({ others: matters.value })
  }

  /** Whether there is anything to switch: a child has no accounts of their own, and back one always can. */
  const isShown = computed(
    () => session.member?.role !== 'child' && (matters.value || preferences.view === 'mine'),
  )

  return { isShown, learn }
})
