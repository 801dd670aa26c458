import type { FirstMessages } from '../messages.ts'

export const problems: FirstMessages['problems'] = {
  bad_request: 'Skrin förstod inte begäran. Ladda om sidan och försök igen.',
  unauthenticated: 'Du är utloggad. Logga in för att fortsätta.',
  forbidden: 'Det här är inte öppet för dig här.',
  cross_site: 'Begäran kom från en annan webbplats och avvisades. Ladda om sidan och försök igen.',
  not_found: 'Det här finns inte, eller är inte delat med dig.',
  method_not_allowed: 'Det går inte att göra här. Ladda om sidan och försök igen.',
  payload_too_large: 'Det var mer än Skrin tar emot på en gång.',
  too_many_requests: 'För många försök på kort tid. Vänta en stund och försök igen.',
  internal: 'Något gick fel i Skrin. Inget har ändrats hos dina banker. Försök igen om en stund.',
  unavailable:
    'Skrin kan inte svara just nu. Dina pengar och din historik är orörda. Försök igen om en stund.',
  invalid_credentials: 'Namnet och lösenordet hör inte ihop. Kontrollera båda och försök igen.',
  setup_needed: 'Skrin är inte konfigurerat ännu.',
  setup_done: 'Skrin är redan konfigurerat. Logga in i stället.',
  setup_code_invalid: 'Det här är inte koden som Skrin skrev ut. Leta upp den senaste i loggen.',
  password_too_short: 'Lösenordet är för kort. Använd minst 8 tecken, helst 15 eller fler.',
  password_too_common: 'Det här lösenordet finns på listor över vanliga lösenord. Välj ett annat.',
  second_factor_needed: 'Skriv koden från autentiseringsappen, eller en återställningskod.',
  second_factor_invalid:
    'Koden stämmer inte, eller så är den redan använd. Vänta på nästa och försök igen.',
  passkey_invalid: 'Lösennyckeln kunde inte kontrolleras. Försök igen.',
  passkey_unknown:
    'Skrin känner inte till den här lösennyckeln. Den kan ha tagits bort här; logga in på ett annat sätt.',
  sso_failed: 'Inloggningen där gick inte. Inget har ändrats här; försök igen.',
  sso_not_linked:
    'Ingen här är kopplad till det kontot. Logga in på ett annat sätt först och koppla det under Inställningar.',
  step_up_needed: 'Bekräfta att det är du innan du gör det här.',
  bank_not_configured:
    'Skrin har inte tillgång till den här banken ännu. Den som driftar Skrin kan lägga till den.',
  bank_client_invalid:
    'Banken godtar inte Skrins registrering. Den som driftar Skrin måste kontrollera den.',
  connect_denied: 'Åtkomsten gavs inte hos banken, så inget anslöts.',
  connect_expired:
    'Försöket tog för lång tid hos banken, eller påbörjades på nytt någon annanstans, så det användes inte. Du kan börja om.',
  connect_failed: 'Banken slutförde inte anslutningen. Du kan börja om.',
  reconnect_needed: 'Banken ber dig att förnya åtkomsten.',
  bank_unreachable: 'Banken gick inte att nå.',
  bank_timeout: 'Banken svarade inte i tid.',
  bank_unavailable: 'Bankens tjänst ligger nere just nu.',
  bank_rate_limited: 'Banken bad Skrin att vänta före nästa förfrågan.',
  bank_budget_spent: 'De förfrågningar som banken tillåter är slut för tillfället.',
  bank_wrong_answer: 'Banken svarade på ett sätt som Skrin inte förstår, så svaret användes inte.',
  bank_refused: 'Banken avvisade begäran.',
  bank_partial: 'Banken utelämnade något i sitt svar.',
}
