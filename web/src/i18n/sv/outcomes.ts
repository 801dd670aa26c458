import type { Messages } from '../messages.ts'

export const outcomes: Messages['outcomes'] = {
  reconnect_needed: '{bank} ber om att åtkomsten förnyas.',
  bank_unreachable: '{bank} gick inte att nå{asked}.',
  bank_timeout: '{bank} svarade inte{asked}.',
  bank_unavailable: '{bank} ligger nere{asked}.',
  bank_behind_unavailable: '{bank} svarade inte tjänsten som frågar den{asked}.',
  bank_rate_limited: '{bank} bad Skrin att vänta.',
  bank_budget_spent: 'De förfrågningar som {bank} tillåter är slut för tillfället.',
  bank_wrong_answer: '{bank} svarade på ett sätt som Skrin inte förstår{asked}.',
  bank_refused: '{bank} avvisade begäran{asked}.',
  bank_client_invalid:
    '{bank} godtar inte Skrins registrering{asked}. Den som driftar Skrin måste kontrollera den.',
  bank_partial: '{bank} utelämnade något i sitt svar{asked}.',
  through: '{service} (för {bank})',
  other: 'Det gick inte att fråga {bank}{asked}.',
  asked: ' (tillfrågad {time})',
  figuresFrom: 'Siffrorna är från {time}.',
  noFigures: 'Det finns inga tidigare siffror att visa.',
  nextTry: 'Skrin kan fråga igen {time}.',
  renew: 'Förnya',
}
