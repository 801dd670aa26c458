import type { BankEntry, Country } from '@skrin/shared/api/banks'
import type { Language } from '../i18n/language.ts'

const homes: Readonly<Partial<Record<Language, Country>>> = { nb: 'NO', sv: 'SE' }

/** Where the reader's language is at home; else the first that the service has. */
export function toFirstCountry({ countries }: BankEntry, language: Language): Country {
  const home = homes[language]
  const [first = 'NO'] = countries
  return home && countries.includes(home) ? home : first
}
