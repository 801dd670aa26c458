import { expect, it } from 'vitest'
import { toSearchText } from './searchText.ts'

it.each([
  ['Åse Ødegård', 'ase odegard'],
  ['KØBENHAVN ÆRØ', 'kobenhavn aero'],
  ['Café  Süd\tß', 'cafe sud ss'],
  ['  Smörgåsbord ', 'smorgasbord'],
])('folds %j so that it is found without the right keyboard', (text, folded) => {
  expect(toSearchText(text)).toBe(folded)
})
