import type { RestMessages } from '../messages.ts'

/** Of acts that pages and dialogs with the rest of the texts offer. */
export const rareProblems: RestMessages['problems'] = {
  passkey_known: 'Denne enheten eller passordbehandleren har allerede en passnøkkel for deg her.',
  sso_taken: 'Den kontoen er koblet til en annen person her.',
  last_sign_in_method:
    'Dette er den eneste måten du kan logge inn på. Legg til en annen før du fjerner den.',
  invite_invalid: 'Invitasjonen gjelder ikke lenger. Be om en ny.',
  name_taken: 'Navnet er allerede i bruk. Velg et annet.',
  member_has_connections: 'Et barn har ingen egne banktilkoblinger. De må kobles fra først.',
  bank_path_not_allowed: 'Skrin leser bare, og dette står ikke på listen over hva Skrin kan lese.',
  transfers_off:
    'Denne Skrin-en flytter ikke penger, eller ikke over denne tilkoblingen. Det må først slås på av den som drifter Skrin, og av deg.',
  transfer_invalid: 'Overføringen kan ikke gjøres slik den er nå.',
  transfer_limit: 'Det er mer enn du kan flytte på én dag.',
  transfer_unsettled:
    'Skrin vet ennå ikke hvordan det gikk med en tidligere overføring i denne banken. Det må avklares først.',
  transfer_over: 'Denne overføringen kan ikke bekreftes lenger. Start en ny.',
  bank_behind_unavailable:
    'Banken svarte ikke tjenesten som spør den for Skrin. Selve tjenesten virker.',
  file_unreadable: 'Filen kan ikke leses som transaksjoner.',
  import_over: 'Denne importen er allerede avsluttet. Åpne den på nytt fra listen.',
  channel_missing:
    'Denne installasjonen av Skrin sender ikke noe på den måten. Den som drifter den, kan sette det opp.',
  message_not_sent: 'Meldingen kunne ikke sendes. Sjekk adressen, eller prøv igjen senere.',
  address_code_invalid: 'Dette er ikke koden som ble sendt, eller den er for gammel. Be om en ny.',
}
