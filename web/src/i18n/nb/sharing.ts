import type { Messages } from '../messages.ts'

export const sharing: Messages['sharing'] = {
  sharedWith: 'Delt med',
  nobody: 'Ingen. Bare du ser den.',
  everybody: 'Alle her',
  balance: 'Bare saldo',
  transactions: 'Med transaksjoner',
  change: 'Endre',
  changeWho: 'Endre hvem som ser den',
  share: 'Del',
  title: 'Hvem ser {account}?',
  who: 'Hvem',
  onlyMe: 'Bare jeg',
  onlyMeNote: 'Ingen andre ser at den finnes.',
  household: 'Hele husstanden',
  householdNote: 'Alle her, og de som blir med senere.',
  people: 'Noen utvalgte',
  peopleNote: 'Du bestemmer for hver enkelt.',
  everybodySees: 'Alle ser',
  moreFor: 'Transaksjonene også for',
  nothing: 'Ingenting',
  justBalance: 'Saldo',
  andTransactions: 'Transaksjoner',
  result: 'Det betyr',
  seesBalance:
    '{names} ser navnet, banken og saldoen. Ikke nummeret, ikke transaksjonene. | {names} ser navnet, banken og saldoen. Ikke nummeret, ikke transaksjonene.',
  seesTransactions:
    '{names} ser nummeret, saldoen og alle transaksjoner, også eldre. | {names} ser nummeret, saldoen og alle transaksjoner, også eldre.',
  allSeeBalance:
    'Alle i husstanden ser navnet, banken og saldoen. Ikke nummeret, ikke transaksjonene.',
  allSeeTransactions: 'Alle i husstanden ser nummeret, saldoen og alle transaksjoner, også eldre.',
  nobodySees: 'Ingen andre enn du ser kontoen, eller at den finnes.',
  restSeesNothing: 'Ingen andre ser at den finnes.',
  atOnce: 'Du kan når som helst trekke det tilbake. Da er det borte for dem med en gang.',
  joint:
    'Dette er en felles konto. Du bestemmer over det din egen tilkobling henter; {names} bestemmer over den andre halvdelen. | Dette er en felles konto. Du bestemmer over det din egen tilkobling henter; {names} bestemmer over resten.',
  alone: 'Ingen andre bor her ennå. Det du deler med husstanden, ser de som blir med.',
  save: 'Lagre',
  saved: 'Lagret. Det gjelder fra nå.',
  privateUntil: 'Bare du ser dem, til du deler en på siden dens.',
  sharedBy: 'Delt av',
  youSee: 'Du ser',
  youSeeBalance: 'saldoen, ikke transaksjonene',
  youSeeTransactions: 'saldoen og transaksjonene',
  balanceOnly:
    '{name} deler saldoen på denne kontoen med deg. Nummeret og transaksjonene blir hos {name}.',
}
