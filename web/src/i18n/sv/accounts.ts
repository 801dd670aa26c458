import type { Messages } from '../messages.ts'

export const accounts: Messages['accounts'] = {
  title: 'Konto',
  notFound: 'Det här kontot är inte bland dina.',
  toOverview: 'Gå till översikten',
  available: 'Tillgängligt',
  closed: 'Avslutat',
  gone: 'Inte längre anslutet',
  told: 'Från {bank},',
  number: 'Nummer',
  copyNumber: 'Kopiera kontonumret',
  copyIban: 'Kopiera IBAN',
  holder: 'Innehavare',
  holders: 'Innehavare',
  bank: 'Bank',
  balanceOverTime: 'Saldo, senaste {days} dagarna',
  asTable: 'Saldona som tabell',
  day: 'Dag',
  balance: 'Saldo',
  chartHidden: 'Saldot över tid är dolt, liksom alla belopp.',
}
