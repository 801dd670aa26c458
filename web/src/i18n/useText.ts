import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Localized } from '@skrin/shared/api/primitives'
import { languageFrom, localeTags } from './language.ts'
import type { MessageKey } from './messages.ts'

export type TextValues = Readonly<Record<string, string | number>>

/** The texts of the interface, with keys that the compiler knows. */
export function useText() {
  const { t: translate, locale } = useI18n({ useScope: 'global' })
  const language = computed(() => languageFrom([locale.value]))
  const localeTag = computed(() => localeTags[language.value])

  function t(key: MessageKey, values: TextValues = {}): string {
    return translate(key, values)
  }

  /** For messages with two forms, `one account | {count} accounts`. */
  function plural(key: MessageKey, count: number, values: TextValues = {}): string {
    return translate(key, { count: count.toLocaleString(localeTag.value), ...values }, count)
  }

  /** A text that came with the data, in every language, such as a bank's own description. */
  function localized(text: Localized): string {
    return text[language.value]
  }

  /** `Kari, Ola and Emma`, as a sentence has it. */
  function toList(names: readonly string[]): string {
    return new Intl.ListFormat(localeTag.value, { type: 'conjunction' }).format(names)
  }

  return { t, plural, localized, toList, language, localeTag }
}
