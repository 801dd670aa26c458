import { describe, expect, it } from 'vitest'
import { parseLocalDate } from '../dates.ts'
import { parseSearch } from './parseSearch.ts'

const today = parseLocalDate('2026-11-21')
const meaningsOf = (text: string) => parseSearch(text, today).map(({ meaning }) => meaning)
const meaningOf = (text: string) => meaningsOf(text)[0]

describe('words', () => {
  it('are folded, each its own, and together within quotation marks', () => {
    expect(meaningsOf('Åse ØDEGÅRD "Åpent Bakeri"')).toEqual([
      { kind: 'words', words: 'ase', whole: false },
      { kind: 'words', words: 'odegard', whole: false },
      { kind: 'words', words: 'apent bakeri', whole: true },
    ])
  })

  it.each(['"to ord"', '“to ord”', '«to ord»', '”to ord”', '„to ord“'])(
    'are one phrase in the quotation marks of any language: %s',
    (text) => {
      expect(meaningsOf(text)).toEqual([{ kind: 'words', words: 'to ord', whole: true }])
    },
  )

  it('with punctuation between them stand one after the other', () => {
    expect(meaningOf('H&M')).toEqual({ kind: 'words', words: 'h m', whole: false })
  })

  it('are left out with a minus before them, which within a word is none', () => {
    const [rema, ase] = parseSearch('-rema åse-marie', today)

    expect(rema).toMatchObject({ negated: true, meaning: { words: 'rema' } })
    expect(ase).toMatchObject({ negated: false, meaning: { words: 'ase marie' } })
  })
})

describe('amounts', () => {
  it.each(['1 249,50', '1249.5', '1.249,50', '1,249.50', 'kr 1249,50', '1249,50 kr', "1'249.50"])(
    'are exact with decimals: %s',
    (text) => {
      expect(meaningOf(text)).toMatchObject({ kind: 'number', min: 124_950, max: 124_950 })
    },
  )

  it.each(['500', '500 kr', '500:-', '500,-', '€500'])(
    'are whole with whatever decimals: %s',
    (text) => {
      expect(meaningOf(text)).toMatchObject({ kind: 'number', min: 50_000, max: 50_099 })
    },
  )

  it.each(['500-1000', '500–1000', '500..1000', '1000-500', 'amount:500-1000'])(
    'have a range: %s',
    (text) => {
      expect(meaningOf(text)).toEqual({ kind: 'amount', min: 50_000, max: 100_000 })
    },
  )

  it.each([
    ['amount>500', { min: 50_001, max: null }],
    ['beløp>500', { min: 50_001, max: null }],
    ['belopp>=1 249,50', { min: 124_950, max: null }],
    ['<20', { min: null, max: 1_999 }],
    ['sum<=20', { min: null, max: 2_000 }],
    ['amount=20', { min: 2_000, max: 2_000 }],
  ])('are compared: %s', (text, bounds) => {
    expect(meaningsOf(text)).toEqual([{ kind: 'amount', ...bounds }])
  })
})

describe('days', () => {
  it.each([
    ['2026-03', '2026-03-01', '2026-03-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-03-25', '2026-03-25', '2026-03-25'],
    ['25.3.2026', '2026-03-25', '2026-03-25'],
    ['2025', '2025-01-01', '2025-12-31'],
    ['2024-2025', '2024-01-01', '2025-12-31'],
    ['march', '2026-03-01', '2026-03-31'],
    ['mars', '2026-03-01', '2026-03-31'],
    ['desember', '2025-12-01', '2025-12-31'],
    ['maj 2024', '2024-05-01', '2024-05-31'],
    ['i fjor', '2025-01-01', '2025-12-31'],
    ['i fjol', '2025-01-01', '2025-12-31'],
    ['last year', '2025-01-01', '2025-12-31'],
    ['i år', '2026-01-01', '2026-12-31'],
    ['forrige måned', '2026-10-01', '2026-10-31'],
    ['förra månaden', '2026-10-01', '2026-10-31'],
    ['igår', '2026-11-20', '2026-11-20'],
    ['denne uka', '2026-11-16', '2026-11-22'],
  ])('%s', (text, from, to) => {
    expect(meaningsOf(text)).toEqual([{ kind: 'days', from, to }])
  })

  it.each([
    ['from:2026-03', { from: '2026-03-01', to: null }],
    ['fra:mars', { from: '2026-03-01', to: null }],
    ['till:2026-03', { from: null, to: '2026-03-31' }],
    ['etter:2026-03', { from: '2026-04-01', to: null }],
    ['før:"i fjor"', { from: null, to: '2024-12-31' }],
    ['dato>=2026-03-25', { from: '2026-03-25', to: null }],
  ])('have bounds: %s', (text, bounds) => {
    expect(meaningOf(text)).toEqual({ kind: 'days', ...bounds })
  })

  it('are none where a number is an amount, or the word is quoted', () => {
    expect(meaningOf('2000')).toMatchObject({ kind: 'number' })
    expect(meaningOf('2030')).toMatchObject({ kind: 'number' })
    expect(meaningOf('"mars"')).toMatchObject({ kind: 'words' })
  })
})

describe('operators', () => {
  it.each([
    ['bank:seb,dnb', { kind: 'bank', names: ['seb', 'dnb'] }],
    ['konto:"Felles konto"', { kind: 'account', names: ['felles konto'] }],
    ['hvem:Kari', { kind: 'person', names: ['kari'] }],
    ['ägare:Kari', { kind: 'person', names: ['kari'] }],
    ['kategori:mat', { kind: 'category', names: ['mat'] }],
    ['#hytta', { kind: 'tag', names: ['hytta'] }],
    ['etikett:stugan', { kind: 'tag', names: ['stugan'] }],
    ['notat:gave', { kind: 'note', names: ['gave'] }],
    ['is:pending', { kind: 'status', status: 'pending' }],
    ['er:reservert', { kind: 'status', status: 'pending' }],
    ['är:reserverad', { kind: 'status', status: 'pending' }],
    ['is:withdrawn', { kind: 'state', state: 'withdrawn' }],
    ['er:slettet', { kind: 'state', state: 'deleted' }],
    ['er:inn', { kind: 'direction', direction: 'in' }],
    ['är:överföring', { kind: 'transfer' }],
    ['har:notat', { kind: 'has', what: 'note' }],
  ])('%s', (text, meaning) => {
    expect(parseSearch(text, today)).toMatchObject([{ meaning, problem: null }])
  })

  it('that are none are searched as text, and say so', () => {
    expect(parseSearch('butikk:kiwi', today)).toMatchObject([
      { meaning: { kind: 'words', words: 'butikk kiwi' }, problem: 'operator' },
    ])
  })

  it('with a value that is none find everything, and say so', () => {
    for (const text of ['amount:abc', 'date:someday', 'is:happy', 'bank>seb'])
      expect(parseSearch(text, today)).toMatchObject([
        { meaning: { kind: 'nothing' }, problem: 'value' },
      ])
  })

  it('that are still being typed are no mistake', () => {
    for (const text of ['bank:', 'amount>', '-', '"', '"kiwi', '#'])
      expect(parseSearch(text, today)).toMatchObject([{ problem: null }])
  })
})

it('says where each piece stands, whatever it is of', () => {
  const text = '  rema 1 249,50 -bank:seb  "to ord" i fjor amount> 500 foo:bar „ « \\ %'

  for (const { from, to, text: piece } of parseSearch(text, today))
    expect(text.slice(from, to)).toBe(piece)
  expect(parseSearch('', today)).toEqual([])
})
