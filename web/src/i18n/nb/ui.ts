import type { Messages } from '../messages.ts'

export const ui: Messages['ui'] = {
  close: 'Lukk',
  cancel: 'Avbryt',
  waitUntil: 'For mange forsøk på kort tid. Du kan prøve igjen {time}.',
  tryAgain: 'Prøv igjen',
  loading: 'Laster',
  reference: 'Referanse {reference}',
  amountHidden: 'beløpet er skjult',
  amountUnknown: 'ikke oppgitt av banken',
  joint: 'Felles',
  copied: 'Kopiert',
  notCopied: 'Nettleseren lot ikke Skrin kopiere.',
  dismiss: 'Lukk meldingen',
  hideAmounts: 'Skjul beløp',
  trend: 'Siste {days} dager: fra {first} til {last}, lavest {low}, høyest {high}',
  view: 'Hvem sine kontoer',
  viewMine: 'Mitt',
  viewHousehold: 'Husstanden',
  shared: 'Delt',
  sharedBy: 'Delt av {names}',
  balanceSharedBy: 'Delt av {names}, bare saldo',
}
