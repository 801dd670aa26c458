import type { Messages } from '../messages.ts'

export const sharing: Messages['sharing'] = {
  sharedWith: 'Delat med',
  nobody: 'Ingen. Bara du ser det.',
  everybody: 'Alla här',
  balance: 'Bara saldo',
  transactions: 'Med transaktioner',
  change: 'Ändra',
  changeWho: 'Ändra vem som ser det',
  share: 'Dela',
  title: 'Vem ser {account}?',
  who: 'Vem',
  onlyMe: 'Bara jag',
  onlyMeNote: 'Ingen annan ser att det finns.',
  household: 'Hela hushållet',
  householdNote: 'Alla här, och de som går med senare.',
  people: 'Utvalda personer',
  peopleNote: 'Du bestämmer för var och en.',
  everybodySees: 'Alla ser',
  moreFor: 'Även transaktionerna för',
  nothing: 'Ingenting',
  justBalance: 'Saldo',
  andTransactions: 'Transaktioner',
  result: 'Det innebär',
  seesBalance:
    '{names} ser namnet, banken och saldot. Inte numret, inte transaktionerna. | {names} ser namnet, banken och saldot. Inte numret, inte transaktionerna.',
  seesTransactions:
    '{names} ser numret, saldot och alla transaktioner, även äldre. | {names} ser numret, saldot och alla transaktioner, även äldre.',
  allSeeBalance:
    'Alla i hushållet ser namnet, banken och saldot. Inte numret, inte transaktionerna.',
  allSeeTransactions: 'Alla i hushållet ser numret, saldot och alla transaktioner, även äldre.',
  nobodySees: 'Ingen utom du ser kontot, eller att det finns.',
  restSeesNothing: 'Ingen annan ser att det finns.',
  atOnce: 'Du kan ta tillbaka det när som helst. Då är det borta för dem direkt.',
  joint:
    'Det här är ett gemensamt konto. Du bestämmer över det som din egen anslutning hämtar; {names} bestämmer över den andra halvan. | Det här är ett gemensamt konto. Du bestämmer över det som din egen anslutning hämtar; {names} bestämmer över resten.',
  alone: 'Ingen annan bor här ännu. Det du delar med hushållet ser de som går med.',
  save: 'Spara',
  saved: 'Sparat. Det gäller från och med nu.',
  privateUntil: 'Bara du ser dem, tills du delar ett på dess sida.',
  sharedBy: 'Delat av',
  youSee: 'Du ser',
  youSeeBalance: 'saldot, inte transaktionerna',
  youSeeTransactions: 'saldot och transaktionerna',
  balanceOnly:
    '{name} delar saldot på det här kontot med dig. Numret och transaktionerna stannar hos {name}.',
}
