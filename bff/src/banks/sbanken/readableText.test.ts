import { expect, it } from 'vitest'
import { toReadableText } from './readableText.ts'

it.each([
  ['*1234 09.02 NOK 99.00 REMA 1000 TORSHOV Kurs: 1.0000', 'REMA 1000 TORSHOV'],
  ['*1234 09.02 JPY 1500 SUSHI-YA Kurs: 0.0712', 'SUSHI-YA'],
  ['19.01 BAKER HANSEN', 'BAKER HANSEN'],
  ['Nettgiro til: Åse Ødegård Betalt: 02.11.20', 'Åse Ødegård'],
  ['Nettgiro fra: Ola  Eksempel Betalt: 02.11.2020', 'Ola Eksempel'],
  ['Vipps til: Skolekorpset', 'Skolekorpset'],
  ['Til: Kari Eksempel Betalt: 12.05.21', 'Kari Eksempel'],
])('keeps whom it was with of %s', (line, party) => {
  expect(toReadableText(line)).toEqual({ text: party, party })
})

it.each([
  ['Overføring mellom egne kontoer'],
  ['KREDITRENTER'],
  ['7-ELEVEN 09.02'],
  ['*1234 NOK 99.00 without a day'],
])('leaves a line of another shape as it is: %s', (line) => {
  expect(toReadableText(line)).toEqual({ text: line, party: null })
})

it('makes white space single', () => {
  expect(toReadableText('  AVTALT   KREDITT \n')).toEqual({ text: 'AVTALT KREDITT', party: null })
})
