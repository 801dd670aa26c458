import { createI18n } from 'vue-i18n'
import type { Composer } from 'vue-i18n'
import type { Language } from './language.ts'
import type { Messages } from './messages.ts'

const load: Readonly<Record<Language, () => Promise<{ default: Messages }>>> = {
  en: () => import('./en/index.ts'),
  nb: () => import('./nb/index.ts'),
  sv: () => import('./sv/index.ts'),
}

/** Starts without any texts: only the language that is read gets loaded. */
export function createTexts() {
  return createI18n({ legacy: false, locale: 'en', messages: {}, fallbackLocale: [] })
}

type TextHolder = Pick<Composer, 'availableLocales' | 'setLocaleMessage' | 'locale'>

/** Brings the language's texts if they are not here yet, then turns the page to it. */
export async function setTextLanguage(holder: TextHolder, language: Language): Promise<void> {
  if (!holder.availableLocales.includes(language)) {
    const { default: messages } = await load[language]()
    holder.setLocaleMessage(language, messages)
  }
  holder.locale.value = language
  document.documentElement.lang = language
}
