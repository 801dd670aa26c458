import en from '../../../web/src/i18n/en/index.ts'
import enRest from '../../../web/src/i18n/en/rest.ts'
import nb from '../../../web/src/i18n/nb/index.ts'
import nbRest from '../../../web/src/i18n/nb/rest.ts'
import sv from '../../../web/src/i18n/sv/index.ts'
import svRest from '../../../web/src/i18n/sv/rest.ts'
import { mergeTexts } from '../../../web/src/i18n/mergeTexts.ts'
import type { MessageKey, Messages } from '../../../web/src/i18n/messages.ts'
import { localeTags } from '../../../web/src/i18n/language.ts'
import type { Language } from '../../../web/src/i18n/language.ts'

const catalogues: Readonly<Record<Language, Messages>> = {
  en: mergeTexts(en, enRest),
  nb: mergeTexts(nb, nbRest),
  sv: mergeTexts(sv, svRest),
}

/** What the page says, taken from where the page takes it: a test names the meaning, not the words. */
export interface Texts {
  readonly language: Language
  readonly localeTag: string
  text(key: MessageKey, values?: Readonly<Record<string, string | number>>): string
  plural(key: MessageKey, count: number): string
}

export function createTexts(language: Language): Texts {
  const find = (key: MessageKey): string => {
    const [feature = '', name = ''] = key.split('.')
    const messages: Readonly<Record<string, Readonly<Record<string, string>>>> =
      catalogues[language]
    const message = messages[feature]?.[name]
    if (message === undefined) throw new RangeError(`${language} has no ${key}`)
    return message
  }
  return {
    language,
    localeTag: localeTags[language],
    text: (key, values = {}) => fill(find(key), values),
    plural: (key, count) => {
      const [one = '', many = one] = find(key).split(' | ')
      return fill(count === 1 ? one : many, { count })
    },
  }
}

function fill(message: string, values: Readonly<Record<string, string | number>>): string {
  return message.replace(/\{(\w+)\}/g, (slot, name: string) => String(values[name] ?? slot))
}
