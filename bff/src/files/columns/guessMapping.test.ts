import { expect, it } from 'vitest'
import { guessMapping } from './guessMapping.ts'

const toRecords = (text: string) =>
  text
    .split('\n')
    .map((line, index) => ({ line: index + 1, cells: line.split(';') }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))

it.each([
  [
    'money in and out apart, as Norwegian banks have it',
    'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n31.01.2026;Rema;31.01.2026;1.249,50;\n30.01.2026;Lønn;30.01.2026;;31.000,00',
    ['date', 'text', 'valueDate', 'out', 'in'],
    { headingLine: 1, dateOrder: 'dmy', decimalSign: ',' },
  ],
  [
    'a signed amount in two languages',
    'Bokføringsdato;Beløp;Avsender;Mottaker;Navn;Tittel;Valuta\n2026/01/31;-129,50;;;Rema;Varekjøp;NOK',
    ['date', 'amount', 'ignore', 'ignore', 'counterparty', 'text', 'currency'],
    { dateOrder: 'ymd', decimalSign: ',' },
  ],
  [
    'Swedish headings below lines about the account',
    'Kontonummer: 1234\n\nBokföringsdatum;Valutadatum;Verifikationsnummer;Text;Belopp;Saldo\n2026-01-31;2026-01-31;55;ICA;-10,00;90,00',
    ['date', 'valueDate', 'reference', 'text', 'amount', 'ignore'],
    { headingLine: 3, dateOrder: 'ymd' },
  ],
  [
    'the day of booking before the day of the purchase',
    'Transaktionsdatum;Reskontradatum;Text;Belopp\n2026-01-30;2026-01-31;ICA;-10.00',
    ['ignore', 'date', 'text', 'amount'],
    { decimalSign: '.' },
  ],
  [
    'English headings and American dates',
    'Date;Description;Debit;Credit\n01/31/2026;Coffee;3.50;\n01/30/2026;Pay;;1,000.00',
    ['date', 'text', 'out', 'in'],
    { dateOrder: 'mdy', decimalSign: '.' },
  ],
  [
    'no headings at all',
    '31.01.2026;Rema 1000;-129,50\n30.01.2026;Kaffe;-39,00',
    ['date', 'text', 'amount'],
    { headingLine: 0, dateOrder: 'dmy', decimalSign: ',' },
  ],
])('reads %s', (_, text, roles, rest) => {
  const mapping = guessMapping(toRecords(text))

  expect(mapping.roles).toEqual(roles)
  expect(mapping).toMatchObject(rest)
})
