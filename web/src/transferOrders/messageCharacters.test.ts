import { expect, it } from 'vitest'
import { findStrangers, listAllowedSigns } from './messageCharacters.ts'

const rule = { allowed: String.raw`0-9A-Za-zÆØÅæøå ,;.:!\-\/()?` }

it('tells the signs that a bank takes', () => {
  expect(listAllowedSigns(rule)).toBe('. , ; : ! ? - / ( )')
})

it('finds what a bank does not take, each once', () => {
  expect(findStrangers('Sparing @ hjemme @ 🙂', rule)).toEqual(['@', '🙂'])
  expect(findStrangers('Sparing æøå 12', rule)).toEqual([])
})

it('makes a line break visible', () => {
  expect(findStrangers('a\nb', rule)).toEqual(['↵'])
})
