import { describe, expect, it } from 'vitest'
import { parseRates } from './parseRates.ts'

describe('reading a file of rates', () => {
  it('reads plain columns with a decimal comma', () => {
    expect(parseRates('\uFEFFdato;base;quote;kurs\r\n2026-03-25;eur;NOK;11,4235\r\n')).toEqual([
      { date: '2026-03-25', base: 'EUR', quote: 'NOK', rate: '11.4235' },
    ])
  })

  it('reads what the central bank of Norway publishes, rates of a hundred units too', () => {
    const csv = [
      'FREQ,BASE_CUR,QUOTE_CUR,TENOR,UNIT_MULT,TIME_PERIOD,OBS_VALUE',
      '"B","SEK","NOK","SP","2","2026-03-25","102.41"',
      'B,EUR,NOK,SP,0,2026-03-25,11.4235',
    ].join('\n')

    expect(parseRates(csv)).toEqual([
      { date: '2026-03-25', base: 'SEK', quote: 'NOK', rate: '1.0241' },
      { date: '2026-03-25', base: 'EUR', quote: 'NOK', rate: '11.4235' },
    ])
  })

  it.each([
    ['date;base;quote\n2026-03-25;EUR;NOK', 1],
    ['date;base;quote;rate\n2026-03-25;EUR;NOK;11.4\n2026-02-30;EUR;NOK;11.4', 3],
    ['date;base;quote;rate\n2026-03-25;EUR;EUR;1', 2],
    ['date;base;quote;rate\n2026-03-25;EUR;NOK;0', 2],
    ['date;base;quote;rate\n2026-03-25;EUR;NOK;-1', 2],
    ['date;base;quote;rate\n\n2026-03-25;EURO;NOK;1', 3],
  ])('names the line that is wrong in %j', (csv, line) => {
    expect(() => parseRates(csv)).toThrow(
      expect.objectContaining({ code: 'file_unreadable', line }),
    )
  })
})
