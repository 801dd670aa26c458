import type { Messages } from '../messages.ts'

export const rates: Messages['rates'] = {
  title: 'Valutakurser',
  about:
    'Skrin hämtar inga kurser själv. Det räknar om med dem du anger här, var och en från sin dag.',
  none: 'Inga kurser än.',
  base: 'En enhet av',
  quote: 'kostar i',
  rate: 'Kurs',
  rateWrong: 'Skriv en kurs, till exempel 11,42.',
  date: 'Dag',
  save: 'Spara kursen',
  saved: 'Kursen är sparad.',
  known: 'Kända kurser',
  pair: '{base} i {quote}',
  byPerson: 'angiven för hand',
  remove: 'Ta bort kursen för {pair} den {date}',
  import: 'Importera en CSV-fil',
  importHint:
    'Med kolumnerna date, base, quote och rate, eller så som Norges Bank publicerar sina kurser.',
  imported: 'En kurs importerad. | {count} kurser importerade.',
  tooLarge: 'Filen är större än 1 MB.',
  same: 'Välj två olika valutor.',
  showMore: 'Visa fler',
}
