import type { Messages } from '../messages.ts'

export const accounts: Messages['accounts'] = {
  title: 'Konto',
  notFound: 'Denne kontoen er ikke blant dine.',
  toOverview: 'Gå til oversikten',
  available: 'Disponibelt',
  closed: 'Avsluttet',
  gone: 'Ikke lenger tilkoblet',
  told: 'Fra {bank},',
  number: 'Nummer',
  copyNumber: 'Kopier kontonummeret',
  copyIban: 'Kopier IBAN',
  holder: 'Eier',
  holders: 'Eiere',
  bank: 'Bank',
  balanceOverTime: 'Saldo, siste {days} dager',
  asTable: 'Saldoene som tabell',
  day: 'Dag',
  balance: 'Saldo',
  chartHidden: 'Saldoen over tid er skjult, som alle beløp.',
}
