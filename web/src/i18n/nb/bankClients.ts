import type { Messages } from '../messages.ts'

export const bankClients: Messages['bankClients'] = {
  title: 'Mine egne bankklienter',
  about:
    'En klient er din egen registrering på utviklersidene til en bank. Skrin oppbevarer den forseglet og viser bare hvordan id-en slutter.',
  ending: 'Klient-id som slutter på {ending}.',
  unused: 'Ingen tilkobling bruker den ennå.',
  used: 'Én tilkobling bruker den. | {count} tilkoblinger bruker den.',
  unreadable:
    'Skrin kan ikke lese den lenger: Nøkkelen den var forseglet med, er borte. Legg den inn på nytt.',
  use: 'Bruk din egen klient',
  replace: 'Bytt ut din egen klient',
  enterAgain: 'Legg den inn på nytt',
  of: 'hos {bank}',
  through: 'Tilkobling går gjennom din egen klient.',
  notConfigured: 'Ikke satt opp på dette Skrin, men du kan bruke en egen klient.',
  madeWithOwn: 'Koblet til med din egen klient.',
  madeWithHouseholds: 'Koblet til med husstandens klient.',
  saved: 'Klienten din hos {bank} er lagret. Det du kobler til der fra nå av, går gjennom den.',
  connect: 'Koble til {bank}',
  remove: 'Fjern',
  removeOf: 'Fjern klienten din hos {bank}',
  removeTitle: 'Fjerne klienten din hos {bank}?',
  goes: 'Dette forsvinner',
  removeGoes: 'Skrin glemmer id-en og hemmeligheten til klienten.',
  removeConnections:
    'Tilkoblingen som er laget med den, avsluttes. | De {count} tilkoblingene som er laget med den, avsluttes.',
  stays: 'Dette blir',
  removeStays:
    'Pengene og kontoene dine i banken er urørt, og historikken Skrin har, blir. Selve registreringen blir hos banken til du sletter den der.',
  removed: 'Klienten din hos {bank} er fjernet.',
  child:
    'Et barn kobler ikke til banker i Skrin. Det andre deler med deg, står på oversikten så snart de gjør det.',
}
