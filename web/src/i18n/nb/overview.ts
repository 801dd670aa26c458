import type { Messages } from '../messages.ts'

export const overview: Messages['overview'] = {
  title: 'Oversikt',
  have: 'Det dere har',
  cards: 'Kort medregnet',
  loans: 'Lån ikke medregnet',
  asOf: 'Tall fra {time}.',
  older: '{bank}: tall fra {time}.',
  untold: 'Uten {account}: Banken oppga ikke saldoen.',
  attention: 'Å følge opp',
  renewBefore: 'Du må fornye {bank} innen {date}.',
  waitsFor: '{bank} har ikke gitt noe nytt siden {date}. Bare {name} kan gjøre noe med det.',
  accounts: 'Kontoer',
  grouping: 'Grupper kontoene',
  byBank: 'Etter bank',
  byPerson: 'Etter person',
  joint: 'Felles kontoer',
  closed: 'Avsluttet',
  closedAccounts: 'Avsluttede kontoer',
  gone: 'Ikke lenger tilkoblet',
  available: 'Disponibelt',
  newest: 'Siste transaksjoner',
  allTransactions: 'Alle transaksjoner',
  empty: 'Kontoene og det som står på dem, kommer hit når en bank er koblet til.',
  emptyChild: 'Det andre deler med deg, kommer hit.',
  questions:
    'Én transaksjon venter på at du avgjør om den er den samme som en annen. | {count} transaksjoner venter på at du avgjør om de er de samme som andre.',
  decide: 'Avgjør',
  moveUnknown:
    'Skrin vet ikke hvordan det gikk med en overføring. Slå det opp før du flytter mer. | Skrin vet ikke hvordan det gikk med {count} overføringer. Slå det opp før du flytter mer.',
  moveApproval:
    'En overføring venter på at du godkjenner den i banken. | {count} overføringer venter på at du godkjenner dem i banken.',
  moveSee: 'Ta tak i det',
}
