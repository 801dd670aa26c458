import type { Messages } from '../messages.ts'

export const overview: Messages['overview'] = {
  title: 'Översikt',
  have: 'Det ni har',
  cards: 'Kort inräknade',
  loans: 'Lån ej inräknade',
  asOf: 'Siffror från {time}.',
  older: '{bank}: siffror från {time}.',
  untold: 'Utan {account}: banken angav inte saldot.',
  attention: 'Att åtgärda',
  renewBefore: 'Du ska förnya {bank} senast {date}.',
  waitsFor: '{bank} har inte gett något nytt sedan {date}. Bara {name} kan göra något åt det.',
  accounts: 'Konton',
  grouping: 'Gruppera kontona',
  byBank: 'Per bank',
  byPerson: 'Per person',
  joint: 'Gemensamma konton',
  closed: 'Avslutat',
  closedAccounts: 'Avslutade konton',
  gone: 'Inte längre anslutna',
  available: 'Tillgängligt',
  newest: 'Senaste transaktioner',
  allTransactions: 'Alla transaktioner',
  empty: 'Dina konton och vad som finns på dem visas här när en bank är ansluten.',
  emptyChild: 'Det som andra delar med dig visas här.',
  questions:
    'En transaktion väntar på att du avgör om den är samma som en annan. | {count} transaktioner väntar på att du avgör om de är samma som andra.',
  decide: 'Avgör',
  moveUnknown:
    'Skrin vet inte hur det gick med en överföring. Slå upp det innan du flyttar mer. | Skrin vet inte hur det gick med {count} överföringar. Slå upp det innan du flyttar mer.',
  moveApproval:
    'En överföring väntar på att du godkänner den i banken. | {count} överföringar väntar på att du godkänner dem i banken.',
  moveSee: 'Ta hand om det',
}
