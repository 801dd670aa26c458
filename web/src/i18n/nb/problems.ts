import type { FirstMessages } from '../messages.ts'

export const problems: FirstMessages['problems'] = {
  bad_request: 'Skrin forsto ikke forespørselen. Last siden på nytt og prøv igjen.',
  unauthenticated: 'Du er logget ut. Logg inn for å fortsette.',
  forbidden: 'Dette er ikke åpent for deg her.',
  cross_site:
    'Forespørselen kom fra et annet nettsted og ble avvist. Last siden på nytt og prøv igjen.',
  not_found: 'Dette finnes ikke, eller er ikke delt med deg.',
  method_not_allowed: 'Dette kan ikke gjøres her. Last siden på nytt og prøv igjen.',
  payload_too_large: 'Det var mer enn Skrin tar imot på én gang.',
  too_many_requests: 'For mange forsøk på kort tid. Vent litt, og prøv igjen.',
  internal: 'Noe gikk galt i Skrin. Ingenting er endret i bankene dine. Prøv igjen om litt.',
  unavailable:
    'Skrin kan ikke svare akkurat nå. Pengene dine og historikken er urørt. Prøv igjen om litt.',
  invalid_credentials: 'Navnet og passordet hører ikke sammen. Sjekk begge og prøv igjen.',
  setup_needed: 'Skrin er ikke satt opp ennå.',
  setup_done: 'Skrin er allerede satt opp. Logg inn i stedet.',
  setup_code_invalid: 'Dette er ikke koden som Skrin skrev ut. Finn den nyeste i loggen.',
  password_too_short: 'Passordet er for kort. Bruk minst 8 tegn, helst 15 eller flere.',
  password_too_common: 'Dette passordet står på lister over vanlige passord. Velg et annet.',
  second_factor_needed: 'Skriv inn koden fra autentiseringsappen, eller en gjenopprettingskode.',
  second_factor_invalid:
    'Koden stemmer ikke, eller den er allerede brukt. Vent på den neste og prøv igjen.',
  passkey_invalid: 'Passnøkkelen kunne ikke kontrolleres. Prøv igjen.',
  passkey_unknown:
    'Skrin kjenner ikke denne passnøkkelen. Den kan være fjernet her; logg inn på en annen måte.',
  sso_failed: 'Innloggingen der gikk ikke. Ingenting er endret her; prøv igjen.',
  sso_not_linked:
    'Ingen her er koblet til den kontoen. Logg inn på en annen måte først, og koble den til under Innstillinger.',
  step_up_needed: 'Bekreft at det er deg før du gjør dette.',
  bank_not_configured:
    'Skrin har ikke tilgang til denne banken ennå. Den som drifter Skrin, kan legge den til.',
  bank_client_invalid:
    'Banken godtar ikke registreringen til Skrin. Den som drifter Skrin, må sjekke den.',
  connect_denied: 'Tilgangen ble ikke gitt i banken, så ingenting ble koblet til.',
  connect_expired:
    'Forsøket tok for lang tid i banken, eller ble begynt på nytt et annet sted, så det ble ikke brukt. Du kan begynne på nytt.',
  connect_failed: 'Banken fullførte ikke tilkoblingen. Du kan begynne på nytt.',
  reconnect_needed: 'Banken ber deg om å fornye tilgangen.',
  bank_unreachable: 'Fikk ikke kontakt med banken.',
  bank_timeout: 'Banken svarte ikke i tide.',
  bank_unavailable: 'Tjenesten til banken er nede akkurat nå.',
  bank_rate_limited: 'Banken ba Skrin om å vente før neste oppslag.',
  bank_budget_spent: 'Oppslagene banken tillater, er brukt opp for nå.',
  bank_wrong_answer: 'Banken svarte på en måte Skrin ikke forstår, så svaret ble ikke brukt.',
  bank_refused: 'Banken avslo forespørselen.',
  bank_partial: 'Banken utelot noe i svaret.',
}
