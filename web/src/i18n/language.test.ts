import { expect, it } from 'vitest'
import { languageFrom } from './language.ts'

it('takes the first of the browser’s languages that Skrin reads', () => {
  expect(languageFrom(['fi-FI', 'sv-FI', 'en'])).toBe('sv')
})

it('reads nynorsk, the old Norwegian tag and Danish as bokmål', () => {
  expect(['nn-NO', 'no', 'da-DK'].map((tag) => languageFrom([tag]))).toEqual(['nb', 'nb', 'nb'])
})

it('falls back to English', () => {
  expect(languageFrom(['fi'])).toBe('en')
  expect(languageFrom([])).toBe('en')
})
