export const languages = ['en', 'nb', 'sv'] as const
export type Language = (typeof languages)[number]

/** How a page is to look: as its address says, since without script it cannot ask the browser's memory. */
export interface Look {
  readonly language: Language
  /** null: as the system has it. */
  readonly theme: 'light' | 'dark' | null
}

interface Wishes {
  readonly lang: unknown
  readonly theme: unknown
  /** The browser's languages, most wanted first (RFC 9110 §12.5.4). */
  readonly accepted: readonly string[]
}

export function readLook({ lang, theme, accepted }: Wishes): Look {
  return {
    language: languages.find((one) => one === lang) ?? toLanguage(accepted),
    theme: theme === 'light' || theme === 'dark' ? theme : null,
  }
}

/** A Norwegian who asks for Nynorsk, or for Norwegian without saying which, reads bokmål. */
const known = new Map<string, Language>([
  ['en', 'en'],
  ['nb', 'nb'],
  ['no', 'nb'],
  ['nn', 'nb'],
  ['sv', 'sv'],
])

function toLanguage(accepted: readonly string[]): Language {
  for (const tag of accepted) {
    const found = known.get(tag.split('-', 1)[0]?.toLowerCase() ?? '')
    if (found) return found
  }
  return 'en'
}

const locales = { en: 'en-GB', nb: 'nb-NO', sv: 'sv-SE' } as const

/** BCP 47, for dates and times. */
export function localeOf({ language }: Pick<Look, 'language'>): string {
  return locales[language]
}

/** The same look for the next page. */
export function toQuery({ language, theme }: Look): string {
  return new URLSearchParams({ lang: language, ...(theme && { theme }) }).toString()
}
