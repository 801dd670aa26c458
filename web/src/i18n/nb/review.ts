import type { Messages } from '../messages.ts'

export const review: Messages['review'] = {
  title: 'Én eller to?',
  about:
    'Der Skrin ikke kan avgjøre om to rader er det samme kjøpet, holder det dem fra hverandre og spør deg.',
  none: 'Ingenting å avgjøre. Skrin spør her når det ikke kan avgjøre om to rader er den samme.',
  reservation: 'Er dette reservasjonen som banken ikke lenger melder om?',
  file: 'Er dette det samme som sto i en fil?',
  thisOne: 'Denne',
  candidates: 'Den kan være den samme som',
  same: 'Den samme',
  sameAs: 'Den samme som «{text}» {date}',
  noneOfThem: 'Ingen av dem',
  another: 'Nei, en annen',
  merged: 'De er nå én transaksjon. Du kan angre det i transaksjonen.',
  apart: 'De holdes fra hverandre, og Skrin spør ikke igjen.',
}
