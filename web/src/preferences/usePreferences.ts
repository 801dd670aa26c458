import { defineStore } from 'pinia'
import { computed, reactive, toRefs, watch } from 'vue'
import { languageFrom } from '../i18n/language.ts'
import { readPreferences, savePreferences } from './preferences.ts'

/** The choices of this browser: each is a writable ref, and is kept as soon as it changes. */
export const usePreferences = defineStore('preferences', () => {
  const preferences = reactive(readPreferences(localStorage))
  const {
    language: chosenLanguage,
    theme,
    density,
    hideAmounts,
    grouping,
    view,
  } = toRefs(preferences)
  const language = computed(() => preferences.language ?? languageFrom(navigator.languages))

  watch(preferences, (changed) => savePreferences(localStorage, changed))

  return { chosenLanguage, language, theme, density, hideAmounts, grouping, view }
})
