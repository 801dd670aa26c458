import { readonly, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { ensureRest } from './i18n.ts'
import { useText } from './useText.ts'

/** Brings the rest of the texts beside a page that is there without them, and tells when they are here. */
export function useRestOfTexts() {
  const composer = useI18n({ useScope: 'global' })
  const { language } = useText()
  const isHere = ref(false)

  ensureRest(composer, language.value).then(
    () => (isHere.value = true),
    // Offline, or another version by now: the page stays as it is, without the words that it can do without.
    () => undefined,
  )
  return readonly(isHere)
}
