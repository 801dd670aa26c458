import type { RestMessages } from '../messages.ts'

/** Why a bank did not move money, and what can be done about it. */
export const refusals: RestMessages['refusals'] = {
  from_number_invalid:
    'Banken kjenner ikke nummeret på kontoen pengene skal tas fra. Forny tilkoblingen, og prøv igjen.',
  to_number_invalid:
    'Banken kjenner ikke nummeret på kontoen pengene skal til. Forny tilkoblingen, og prøv igjen.',
  same_account: 'For banken er begge samme konto. Velg to ulike.',
  from_no_access:
    'Banken sier at du ikke har tilgang til kontoen pengene skal tas fra. Spør banken om rettighetene dine, eller velg en annen konto.',
  to_no_access:
    'Banken sier at du ikke har tilgang til kontoen pengene skal til. Spør banken om rettighetene dine, eller velg en annen konto.',
  from_not_allowed:
    'Banken lar ikke penger flyttes fra denne kontoen på denne måten. Velg en annen.',
  to_not_allowed: 'Banken lar ikke penger flyttes til denne kontoen på denne måten. Velg en annen.',
  from_blocked: 'Kontoen pengene skal tas fra, er sperret. Spør banken hvorfor.',
  from_not_for_payments:
    'Kontoen pengene skal tas fra, kan ikke brukes til dette. Flytt pengene fra en brukskonto i stedet.',
  to_unknown:
    'Banken kjenner ikke kontoen pengene skal til. Spør banken igjen under Banker, og velg kontoen på nytt.',
  to_cannot_receive: 'Kontoen kan ikke ta imot overføringer. Velg en annen.',
  to_closed: 'Kontoen pengene skal til, er avsluttet. Velg en annen.',
  account_closed: 'En av de to kontoene er avsluttet. Velg en annen.',
  no_admission:
    'Banken lar deg ikke bruke denne kontoen herfra. Bruk bankens egen app, eller spør banken.',
  not_authorized:
    'Du har ikke lov til å gjøre dette med kontoen. Be banken, eller den som eier kontoen, om retten til det.',
  iban_required: 'Banken vil ha et IBAN til dette, og det har ikke Skrin. Bruk bankens egen app.',
  to_needs_reference: 'Kontoen tar bare imot betalinger med KID. Bruk bankens egen app.',
  card_cannot_receive:
    'Banken tar ikke imot overføringer til dette kortet. Betal det i bankens egen app.',
  card_not_found:
    'Banken finner ikke kortet. Spør banken igjen under Banker, og velg kortet på nytt.',
  amount_invalid: 'Banken tar ikke imot dette beløpet. Velg et annet.',
  insufficient_funds:
    'Det er ikke dekning på kontoen. Tallene i Skrin kan ha vært gamle. Velg et lavere beløp.',
  amount_limit:
    'Beløpet er over bankens grense for én overføring. Velg et lavere beløp, eller hev grensen i banken.',
  period_limit:
    'Bankens grense for perioden er brukt opp. Velg et lavere beløp, vent, eller hev grensen i banken.',
  currency_invalid:
    'Banken flytter ikke penger i denne valutaen mellom disse kontoene. Velg andre kontoer.',
  date_invalid: 'Banken tar ikke imot denne dagen. Velg en annen.',
  message_invalid: 'Banken tar ikke imot meldingen. Skriv en kortere og enklere.',
  bsu_yearly_limit: 'Det er mer enn det er lov å spare i BSU på ett år. Velg et lavere beløp.',
  bsu_total_limit:
    'Det er mer enn det er lov å ha i BSU til sammen. Velg et lavere beløp, eller en annen konto.',
  bsu_pending: 'BSU-kontoen er ikke ferdig opprettet ennå. Prøv igjen om noen dager.',
  bsu_today_only: 'Fra en BSU-konto kan penger bare flyttes i dag. Velg i dag.',
  approval_refused:
    'Det ble ikke godkjent: du, eller appen, sa nei. Prøv igjen hvis det ikke var meningen.',
  approval_failed: 'Godkjenningen gikk ikke i orden i banken. Prøv igjen.',
  approval_expired: 'Det ble ikke godkjent i tide, så banken avbrøt overføringen. Prøv igjen.',
  approval_in_progress:
    'En annen godkjenning var i gang i appen samtidig. Avslutt den, vent litt, og prøv igjen.',
  cancelled: 'Overføringen ble avbrutt i banken.',
  payment_changed:
    'Overføringen ble endret i banken i mellomtiden. Se på den i bankens egen app før du prøver igjen.',
  not_completed: 'Banken kunne ikke gjennomføre overføringen. Prøv igjen senere.',
  unexplained: 'Banken ga ingen grunn som Skrin kjenner. Se i bankens egen app, eller spør banken.',
}
