import type { Messages } from '../messages.ts'

export const ui: Messages['ui'] = {
  close: 'Stäng',
  cancel: 'Avbryt',
  waitUntil: 'För många försök på kort tid. Du kan försöka igen {time}.',
  tryAgain: 'Försök igen',
  loading: 'Laddar',
  reference: 'Referens {reference}',
  amountHidden: 'beloppet är dolt',
  amountUnknown: 'inte angivet av banken',
  joint: 'Gemensamt',
  copied: 'Kopierat',
  notCopied: 'Webbläsaren lät inte Skrin kopiera.',
  dismiss: 'Stäng meddelandet',
  hideAmounts: 'Dölj belopp',
  trend: 'Senaste {days} dagarna: från {first} till {last}, lägst {low}, högst {high}',
  view: 'Vems konton',
  viewMine: 'Mitt',
  viewHousehold: 'Hushållet',
  shared: 'Delat',
  sharedBy: 'Delat av {names}',
  balanceSharedBy: 'Delat av {names}, bara saldo',
}
