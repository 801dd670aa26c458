/** Why a bank did not move money, and what can be done about it. */
export const refusals = {
  from_number_invalid:
    'The bank does not know the number of the account that the money comes from. Renew the connection, then try again.',
  to_number_invalid:
    'The bank does not know the number of the account that the money goes to. Renew the connection, then try again.',
  same_account: 'To the bank both are the same account. Choose two different ones.',
  from_no_access:
    'The bank says that you have no access to the account that the money comes from. Ask the bank about your rights, or choose another account.',
  to_no_access:
    'The bank says that you have no access to the account that the money goes to. Ask the bank about your rights, or choose another account.',
  from_not_allowed:
    'The bank lets no money be moved from this account in this way. Choose another one.',
  to_not_allowed:
    'The bank lets no money be moved to this account in this way. Choose another one.',
  from_blocked: 'The account that the money comes from is blocked. Ask the bank why.',
  from_not_for_payments:
    'The account that the money comes from cannot be used for this. Move the money from a current account instead.',
  to_unknown:
    'The bank does not know the account that the money goes to. Ask the bank again under Banks, then choose the account anew.',
  to_cannot_receive: 'The account cannot receive transfers. Choose another one.',
  to_closed: 'The account that the money goes to is closed. Choose another one.',
  account_closed: 'One of the two accounts is closed. Choose another one.',
  no_admission:
    'The bank does not let you use this account from here. Use the bank’s own app, or ask the bank.',
  not_authorized:
    'You are not allowed to do this with the account. Ask the bank, or whoever owns the account, for the right.',
  iban_required:
    'The bank wants an IBAN for this, which Skrin does not have. Use the bank’s own app.',
  to_needs_reference:
    'The account takes payments only with a reference number (KID). Use the bank’s own app.',
  card_cannot_receive: 'The bank takes no transfers to this card. Pay it in the bank’s own app.',
  card_not_found:
    'The bank does not find the card. Ask the bank again under Banks, then choose the card anew.',
  amount_invalid: 'The bank does not take this amount. Choose another one.',
  insufficient_funds:
    'There is not enough money on the account. Skrin’s figures may have been old. Choose a lower amount.',
  amount_limit:
    'The amount is above the bank’s limit for one transfer. Choose a lower one, or raise the limit at the bank.',
  period_limit:
    'The bank’s limit for these days is used up. Choose a lower amount, wait, or raise the limit at the bank.',
  currency_invalid:
    'The bank does not move money in this currency between these accounts. Choose other accounts.',
  date_invalid: 'The bank does not take this day. Choose another one.',
  message_invalid: 'The bank does not take the message. Write a shorter and plainer one.',
  bsu_yearly_limit:
    'That is more than may be saved in a home savings account (BSU) in one year. Choose a lower amount.',
  bsu_total_limit:
    'That is more than a home savings account (BSU) may hold. Choose a lower amount, or another account.',
  bsu_pending: 'The home savings account (BSU) is still being opened. Try again in a few days.',
  bsu_today_only: 'From a home savings account (BSU), money can be moved only today. Choose today.',
  approval_refused:
    'It was not approved: you, or the app, said no. Try again if you did not mean to.',
  approval_failed: 'The approval did not work out at the bank. Try again.',
  approval_expired: 'It was not approved in time, so the bank dropped it. Try again.',
  approval_in_progress:
    'Another approval was under way in the app at the same time. End that one, wait a moment, then try again.',
  cancelled: 'It was called off at the bank.',
  payment_changed:
    'The transfer was changed at the bank meanwhile. Look at it in the bank’s own app before you try again.',
  not_completed: 'The bank could not carry it out. Try again later.',
  unexplained:
    'The bank gave no reason that Skrin knows. Look in the bank’s own app, or ask the bank.',
}
