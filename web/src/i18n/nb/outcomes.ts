import type { Messages } from '../messages.ts'

export const outcomes: Messages['outcomes'] = {
  reconnect_needed: '{bank} ber om at tilgangen fornyes.',
  bank_unreachable: 'Fikk ikke kontakt med {bank}{asked}.',
  bank_timeout: '{bank} svarte ikke{asked}.',
  bank_unavailable: '{bank} er nede{asked}.',
  bank_behind_unavailable: '{bank} svarte ikke tjenesten som spør den{asked}.',
  bank_rate_limited: '{bank} ba Skrin om å vente.',
  bank_budget_spent: 'Oppslagene som {bank} tillater, er brukt opp for nå.',
  bank_wrong_answer: '{bank} svarte på en måte Skrin ikke forstår{asked}.',
  bank_refused: '{bank} avslo forespørselen{asked}.',
  bank_client_invalid:
    '{bank} godtar ikke registreringen til Skrin{asked}. Den som drifter Skrin, må sjekke den.',
  bank_partial: '{bank} utelot noe i svaret{asked}.',
  through: '{service} (for {bank})',
  other: 'Spørringen til {bank} gikk ikke{asked}.',
  asked: ' (spurt {time})',
  figuresFrom: 'Tallene er fra {time}.',
  noFigures: 'Det finnes ingen tidligere tall å vise.',
  nextTry: 'Skrin kan spørre igjen {time}.',
  renew: 'Forny',
}
