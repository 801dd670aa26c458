import type { RestMessages } from '../messages.ts'

/** Why a bank did not move money, and what can be done about it. */
export const refusals: RestMessages['refusals'] = {
  from_number_invalid:
    'Banken känner inte igen numret på kontot som pengarna ska tas från. Förnya anslutningen och försök igen.',
  to_number_invalid:
    'Banken känner inte igen numret på kontot som pengarna ska till. Förnya anslutningen och försök igen.',
  same_account: 'För banken är båda samma konto. Välj två olika.',
  from_no_access:
    'Banken säger att du inte har tillgång till kontot som pengarna ska tas från. Fråga banken om dina rättigheter, eller välj ett annat konto.',
  to_no_access:
    'Banken säger att du inte har tillgång till kontot som pengarna ska till. Fråga banken om dina rättigheter, eller välj ett annat konto.',
  from_not_allowed:
    'Banken låter inte pengar flyttas från det här kontot på det här sättet. Välj ett annat.',
  to_not_allowed:
    'Banken låter inte pengar flyttas till det här kontot på det här sättet. Välj ett annat.',
  from_blocked: 'Kontot som pengarna ska tas från är spärrat. Fråga banken varför.',
  from_not_for_payments:
    'Kontot som pengarna ska tas från kan inte användas till det här. Flytta pengarna från ett lönekonto i stället.',
  to_unknown:
    'Banken känner inte till kontot som pengarna ska till. Fråga banken igen under Banker och välj kontot på nytt.',
  to_cannot_receive: 'Kontot kan inte ta emot överföringar. Välj ett annat.',
  to_closed: 'Kontot som pengarna ska till är avslutat. Välj ett annat.',
  account_closed: 'Ett av de två kontona är avslutat. Välj ett annat.',
  no_admission:
    'Banken låter dig inte använda det här kontot härifrån. Använd bankens egen app, eller fråga banken.',
  not_authorized:
    'Du får inte göra det här med kontot. Be banken, eller den som äger kontot, om rätten till det.',
  iban_required:
    'Banken vill ha ett IBAN till det här, och det har inte Skrin. Använd bankens egen app.',
  to_needs_reference:
    'Kontot tar bara emot betalningar med referensnummer (KID). Använd bankens egen app.',
  card_cannot_receive:
    'Banken tar inte emot överföringar till det här kortet. Betala det i bankens egen app.',
  card_not_found:
    'Banken hittar inte kortet. Fråga banken igen under Banker och välj kortet på nytt.',
  amount_invalid: 'Banken tar inte emot det här beloppet. Välj ett annat.',
  insufficient_funds:
    'Det finns inte tillräckligt med pengar på kontot. Siffrorna i Skrin kan ha varit gamla. Välj ett lägre belopp.',
  amount_limit:
    'Beloppet är över bankens gräns för en överföring. Välj ett lägre, eller höj gränsen i banken.',
  period_limit:
    'Bankens gräns för perioden är förbrukad. Välj ett lägre belopp, vänta, eller höj gränsen i banken.',
  currency_invalid:
    'Banken flyttar inte pengar i den här valutan mellan de här kontona. Välj andra konton.',
  date_invalid: 'Banken tar inte emot den här dagen. Välj en annan.',
  message_invalid: 'Banken tar inte emot meddelandet. Skriv ett kortare och enklare.',
  bsu_yearly_limit:
    'Det är mer än man får spara på ett norskt bosparkonto (BSU) på ett år. Välj ett lägre belopp.',
  bsu_total_limit:
    'Det är mer än man får ha på ett norskt bosparkonto (BSU). Välj ett lägre belopp, eller ett annat konto.',
  bsu_pending: 'Bosparkontot (BSU) håller fortfarande på att öppnas. Försök igen om några dagar.',
  bsu_today_only: 'Från ett bosparkonto (BSU) kan pengar bara flyttas i dag. Välj i dag.',
  approval_refused:
    'Det godkändes inte: du, eller appen, sa nej. Försök igen om det inte var meningen.',
  approval_failed: 'Godkännandet gick inte igenom i banken. Försök igen.',
  approval_expired: 'Det godkändes inte i tid, så banken avbröt överföringen. Försök igen.',
  approval_in_progress:
    'Ett annat godkännande pågick i appen samtidigt. Avsluta det, vänta en stund och försök igen.',
  cancelled: 'Överföringen avbröts i banken.',
  payment_changed:
    'Överföringen ändrades i banken under tiden. Titta på den i bankens egen app innan du försöker igen.',
  not_completed: 'Banken kunde inte genomföra överföringen. Försök igen senare.',
  unexplained:
    'Banken gav inget skäl som Skrin känner till. Titta i bankens egen app, eller fråga banken.',
}
