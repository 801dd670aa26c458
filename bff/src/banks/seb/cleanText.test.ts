import { expect, it } from 'vitest'
import { cleanText } from './cleanText.ts'

it.each([
  ['WIRSTRÖMS PU/14-12-31', 'Wirströms PU'],
  ['Postnord se /211203', 'Postnord se'],
  ['ICA NÄRA VASASTAN   /26-03-10', 'ICA Nära Vasastan'],
  ['COOP-FORUM', 'Coop-Forum'],
  ['H&M', 'H&M'],
  ['Olle Andersson', 'Olle Andersson'],
  ['987FD64D-AB9', '987FD64D-AB9'],
  ['  SL   RESA ', 'SL Resa'],
  ['FAKTURA 12/345678', 'Faktura 12/345678'],
  ['', ''],
])('reads %j as %j', (bankText, text) => {
  expect(cleanText(bankText)).toBe(text)
})
