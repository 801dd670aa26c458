import type { Messages } from '../messages.ts'

export const stepUp: Messages['stepUp'] = {
  title: 'Bekreft at det er deg',
  why: 'Dette endrer hvem som slipper inn eller hva andre ser. Bekreft én gang, så spør ikke Skrin igjen på ti minutter.',
  whyOrMoves:
    'Dette endrer hvem som slipper inn eller hva andre ser, eller flytter penger. Bekreft én gang, så spør ikke Skrin igjen på ti minutter.',
  confirm: 'Bekreft',
  withPasskey: 'Bekreft med passnøkkel',
  withPassword: 'Bekreft med passordet',
  withSso: 'Bekreft hos {sso}',
  ssoNote: 'Du kommer tilbake hit, og gjør så én gang til det du skulle gjøre.',
  inDemo: 'Ja, jeg er {name}',
  wrongPassword: 'Det er ikke passordet ditt. Sjekk det og prøv igjen.',
  none: 'Det kan ikke bekreftes i denne nettleseren. Logg ut, logg inn igjen, og gjør det da.',
  other: 'Eller på en annen måte',
}
