import type { Messages } from '../messages.ts'

export const bankClients: Messages['bankClients'] = {
  title: 'Mina egna bankklienter',
  about:
    'En klient är din egen registrering på en banks utvecklarsidor. Skrin förvarar den förseglad och visar bara hur dess id slutar.',
  ending: 'Klient-id som slutar på {ending}.',
  unused: 'Ingen anslutning använder den ännu.',
  used: 'En anslutning använder den. | {count} anslutningar använder den.',
  unreadable:
    'Skrin kan inte längre läsa den: nyckeln som den förseglades med är borta. Lägg in den på nytt.',
  use: 'Använd din egen klient',
  replace: 'Byt ut din egen klient',
  enterAgain: 'Lägg in den på nytt',
  of: 'hos {bank}',
  through: 'Anslutning går genom din egen klient.',
  notConfigured: 'Inte konfigurerad i det här Skrin, men du kan använda en egen klient.',
  madeWithOwn: 'Ansluten med din egen klient.',
  madeWithHouseholds: 'Ansluten med hushållets klient.',
  saved: 'Din klient hos {bank} är sparad. Det du ansluter där från och med nu går genom den.',
  connect: 'Anslut {bank}',
  remove: 'Ta bort',
  removeOf: 'Ta bort din klient hos {bank}',
  removeTitle: 'Ta bort din klient hos {bank}?',
  goes: 'Det här försvinner',
  removeGoes: 'Skrin glömmer klientens id och hemlighet.',
  removeConnections:
    'Anslutningen som gjordes med den avslutas. | De {count} anslutningarna som gjordes med den avslutas.',
  stays: 'Det här blir kvar',
  removeStays:
    'Dina pengar och konton hos banken är orörda, och historiken som Skrin har blir kvar. Själva registreringen finns kvar hos banken tills du raderar den där.',
  removed: 'Din klient hos {bank} är borttagen.',
  child:
    'Ett barn ansluter inga banker i Skrin. Det som andra delar med dig visas i översikten så snart de gör det.',
}
