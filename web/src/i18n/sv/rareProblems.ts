import type { RestMessages } from '../messages.ts'

/** Of acts that pages and dialogs with the rest of the texts offer. */
export const rareProblems: RestMessages['problems'] = {
  passkey_known: 'Den här enheten eller lösenordshanteraren har redan en lösennyckel för dig här.',
  sso_taken: 'Det kontot är kopplat till en annan person här.',
  last_sign_in_method:
    'Det här är ditt enda sätt att logga in. Lägg till ett annat innan du tar bort det.',
  invite_invalid: 'Inbjudan gäller inte längre. Be om en ny.',
  name_taken: 'Namnet används redan. Välj ett annat.',
  member_has_connections: 'Ett barn har inga egna bankanslutningar. De måste kopplas från först.',
  bank_path_not_allowed:
    'Skrin läser bara, och det här finns inte på listan över vad det får läsa.',
  transfers_off:
    'Den här Skrin flyttar inga pengar, eller inte via den här anslutningen. Det måste först slås på av den som driver Skrin, och av dig.',
  transfer_invalid: 'Överföringen kan inte göras som den ser ut nu.',
  transfer_limit: 'Det är mer än du får flytta på en dag.',
  transfer_unsettled:
    'Skrin vet ännu inte hur det gick med en tidigare överföring i den här banken. Det måste redas ut först.',
  transfer_over: 'Den här överföringen går inte längre att bekräfta. Börja på en ny.',
  bank_behind_unavailable:
    'Banken svarade inte tjänsten som frågar den åt Skrin. Själva tjänsten fungerar.',
  file_unreadable: 'Filen går inte att läsa som transaktioner.',
  import_over: 'Importen är redan avslutad. Öppna den på nytt från listan.',
  channel_missing:
    'Den här installationen av Skrin skickar inget den vägen. Den som driver den kan ställa in det.',
  message_not_sent:
    'Meddelandet kunde inte skickas. Kontrollera adressen eller försök igen senare.',
  address_code_invalid:
    'Det här är inte koden som skickades, eller så är den för gammal. Be om en ny.',
}
