// What happened when one bank was asked. The time of the asking and of the figures is added by the notice.
export const outcomes = {
  reconnect_needed: '{bank} asks for the access to be renewed.',
  bank_unreachable: '{bank} could not be reached{asked}.',
  bank_timeout: '{bank} did not answer{asked}.',
  bank_unavailable: '{bank} is down{asked}.',
  bank_behind_unavailable: '{bank} did not answer the service that asks it{asked}.',
  bank_rate_limited: '{bank} asked Skrin to wait.',
  bank_budget_spent: 'The calls that {bank} allows are used up for now.',
  bank_wrong_answer: '{bank} answered in a way Skrin does not understand{asked}.',
  bank_refused: '{bank} refused the request{asked}.',
  bank_client_invalid:
    '{bank} does not accept Skrin’s registration{asked}. The person who hosts Skrin must check it.',
  bank_partial: '{bank} left something out of its answer{asked}.',
  through: '{service} (for {bank})',
  other: 'Asking {bank} did not work{asked}.',
  asked: ' (asked {time})',
  figuresFrom: 'These figures are from {time}.',
  noFigures: 'There are no earlier figures to show.',
  nextTry: 'Skrin may ask again {time}.',
  renew: 'Renew',
}
