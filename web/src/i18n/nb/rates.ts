import type { Messages } from '../messages.ts'

export const rates: Messages['rates'] = {
  title: 'Valutakurser',
  about:
    'Skrin henter ingen kurser selv. Det regner om med dem du legger inn her, hver fra sin dag.',
  none: 'Ingen kurser ennå.',
  base: 'Én enhet av',
  quote: 'koster i',
  rate: 'Kurs',
  rateWrong: 'Skriv en kurs, for eksempel 11,42.',
  date: 'Dag',
  save: 'Lagre kursen',
  saved: 'Kursen er lagret.',
  known: 'Kjente kurser',
  pair: '{base} i {quote}',
  byPerson: 'lagt inn for hånd',
  remove: 'Fjern kursen for {pair} den {date}',
  import: 'Importer en CSV-fil',
  importHint:
    'Med kolonnene date, base, quote og rate, eller slik Norges Bank publiserer kursene sine.',
  imported: 'Én kurs importert. | {count} kurser importert.',
  tooLarge: 'Filen er større enn 1 MB.',
  same: 'Velg to forskjellige valutaer.',
  showMore: 'Vis flere',
}
