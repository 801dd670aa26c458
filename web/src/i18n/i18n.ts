import { createI18n } from 'vue-i18n'
import type { Composer } from 'vue-i18n'
import type { Language } from './language.ts'
import { mergeTexts } from './mergeTexts.ts'
import type { FirstMessages, RestMessages } from './messages.ts'

type Load<Texts> = Readonly<Record<Language, () => Promise<{ default: Texts }>>>

const loadFirst: Load<FirstMessages> = {
  en: () => import('./en/index.ts'),
  nb: () => import('./nb/index.ts'),
  sv: () => import('./sv/index.ts'),
}
const loadRest: Load<RestMessages> = {
  en: () => import('./en/rest.ts'),
  nb: () => import('./nb/rest.ts'),
  sv: () => import('./sv/rest.ts'),
}

/** Starts without any texts: only the language that is read gets loaded. */
export function createTexts() {
  return createI18n({ legacy: false, locale: 'en', messages: {}, fallbackLocale: [] })
}

type TextHolder = Pick<Composer, 'setLocaleMessage' | 'locale'>

/** Those that some page has needed the rest of the texts for: from then on every language comes with it. */
const holdersOfRest = new WeakSet<TextHolder>()

/** Brings the language's texts, then turns the page to it. */
export async function setTextLanguage(holder: TextHolder, language: Language): Promise<void> {
  const [first, rest] = await Promise.all([
    loadFirst[language](),
    holdersOfRest.has(holder) ? loadRest[language]() : { default: {} },
  ])
  holder.setLocaleMessage(language, mergeTexts(first.default, rest.default))
  holder.locale.value = language
  document.documentElement.lang = language
}

/** Brings what the first pages do without. A page says with `meta.texts` that it needs it, a dialog through `useLazyDialog`. */
export async function ensureRest(holder: TextHolder, language: Language): Promise<void> {
  if (holdersOfRest.has(holder)) return
  await loadRest[language]()
  holdersOfRest.add(holder)
  await setTextLanguage(holder, language)
}
