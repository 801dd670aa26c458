export const languages = ['en', 'nb', 'sv'] as const
export type Language = (typeof languages)[number]

/** Each language under its own name, as a reader looks for it. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  nb: 'Norsk bokmål',
  sv: 'Svenska',
}

/** The conventions for figures and dates: day before month, also in English. */
export const localeTags: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  nb: 'nb-NO',
  sv: 'sv-SE',
}

const closest: Readonly<Record<string, Language>> = {
  en: 'en',
  nb: 'nb',
  nn: 'nb',
  no: 'nb',
  da: 'nb',
  sv: 'sv',
}

/** The first of the browser's languages that Skrin reads, or that its reader understands. */
export function languageFrom(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const language = closest[tag.toLowerCase().split('-')[0] ?? '']
    if (language) return language
  }
  return 'en'
}
