import { onScopeDispose, ref, watch, watchEffect } from 'vue'
import { useI18n } from 'vue-i18n'
import { setTextLanguage } from '../i18n/i18n.ts'
import { usePreferences } from '../preferences/usePreferences.ts'

/** Keeps the page in the theme, density and language that the person has chosen. */
export function useAppearance(): void {
  const preferences = usePreferences()
  const composer = useI18n({ useScope: 'global' })
  const systemIsDark = useSystemIsDark()

  watchEffect(() => {
    const { theme, density } = preferences
    const dark = theme === 'dark' || (theme === 'system' && systemIsDark.value)
    document.documentElement.dataset.theme = dark ? 'dark' : 'light'
    document.documentElement.dataset.density = density
  })
  watch(
    () => preferences.language,
    (language) => setTextLanguage(composer, language),
  )
}

function useSystemIsDark() {
  const query = window.matchMedia('(prefers-color-scheme: dark)')
  const isDark = ref(query.matches)
  const update = () => (isDark.value = query.matches)
  query.addEventListener('change', update)
  onScopeDispose(() => query.removeEventListener('change', update))
  return isDark
}
