import { describe, expect, it } from 'vitest'
import { toSearchText } from '@skrin/shared/searchText'
import { abroad } from './abroad.ts'
import { guessCategory, isAtShop } from './guessCategory.ts'
import { norway, norwegianIncome } from './norway.ts'
import { sweden, swedishIncome } from './sweden.ts'

function guess(text: string, minor = -100_00, kind: string | null = null) {
  return guessCategory({ text, bank_text: '', counterparty_name: null, kind, amount_minor: minor })
}

describe('guessing a category', () => {
  it.each([
    ['REMA 1000 LØREN', 'groceries'],
    ['Kiwi 505 Grünerløkka, Oslo', 'groceries'],
    ['ICA Kvantum Årjäng', 'groceries'],
    ['VINMONOPOLET AS OSLO', 'alcohol'],
    ['Systembolaget 0102', 'alcohol'],
    ['Åpent Bakeri', 'eating_out'],
    ['Hafslund Strøm', 'electricity'],
    ['Vattenfall Kundservice AB', 'electricity'],
    ['Länsförsäkringar Värmland', 'insurance'],
    ['RUTERBILLETT', 'transport'],
    ['Vy', 'transport'],
    ['SL', 'transport'],
    ['Fjellinjen AS', 'car'],
    ['CIRCLE K SINSENKRYSSET', 'car'],
    ['Espira Barnehage Løren', 'children'],
    ['Förskoleavgift maj', 'children'],
    ['Apotek 1 Storo', 'health'],
    ['Kronans Apotek', 'health'],
    ['Netflix.com', 'subscriptions'],
    ['Skatteetaten', 'taxes'],
    ['Sameiet Ærfuglgata 8', 'housing'],
    ['Telia Norge AS', 'phone_internet'],
  ])('knows %s', (text, category) => {
    expect(guess(text)).toBe(category)
  })

  it('tells what comes in from what goes out', () => {
    expect(guess('Lønn mars 2026', 40_000_00)).toBe('salary')
    expect(guess('NAV Familie- og pensjonsytelser', 1968_00)).toBe('benefits')
    expect(guess('Försäkringskassan', 1250_00)).toBe('benefits')
    expect(guess('Skatteverket', 900_00)).toBe('refunds')
    expect(guess('Lånekassen', -1870_00)).toBe('loans')
  })

  it('takes the bank’s word for pay and interest, where the text has only a name', () => {
    expect(guess('Fjordgløtt Arkitekter AS', 43_600_00, 'Lønn')).toBe('salary')
    expect(guess('Värmlands Byggskola AB', 9_740_00, 'Salary')).toBe('salary')
    expect(guess('Fjordgløtt Arkitekter AS', -100_00, 'Lønn')).toBeNull()
  })

  it('takes money back from a shop for that shop', () => {
    expect(guess('Zalando', 349_00)).toBe('clothing')
  })

  it('takes the longest name of several', () => {
    expect(guess('Amazon Prime')).toBe('subscriptions')
    expect(guess('Coop Obs Bygg')).toBe('home')
  })

  it('takes whole words only', () => {
    expect(guess('Erica Kiwiberg')).toBeNull()
    expect(guess('London calling', 100_00)).toBeNull()
    expect(guess('Slottet')).toBeNull()
    expect(guess('Pål Ødegård')).toBeNull()
  })

  it('tells a shop from a word for money', () => {
    const row = { bank_text: '', counterparty_name: null, kind: null, amount_minor: -500_00 }
    expect(isAtShop({ ...row, text: 'Kiwi Torshov' })).toBe(true)
    expect(isAtShop({ ...row, text: 'Avdrag lån' })).toBe(false)
    expect(isAtShop({ ...row, text: 'Overføring' })).toBe(false)
  })

  it('has every name as search texts have it, and once for each direction', () => {
    for (const lists of [
      [norway, sweden, abroad],
      [norwegianIncome, swedishIncome],
    ]) {
      const names = lists.flatMap((list) => Object.entries(list).flatMap(([, some]) => some))
      expect(names.filter((name) => toSearchText(name) !== name)).toEqual([])
      const byName = Map.groupBy(
        lists.flatMap((list) =>
          Object.entries(list).flatMap(([category, some]) => some.map((name) => [name, category])),
        ),
        ([name]) => name,
      )
      const apart = [...byName.values()].filter(
        (same) => new Set(same.map(([, category]) => category)).size > 1,
      )
      expect(apart).toEqual([])
    }
  })
})
