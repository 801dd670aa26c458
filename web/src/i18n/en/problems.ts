export const problems = {
  bad_request: 'Skrin did not understand this request. Reload the page and try again.',
  unauthenticated: 'You are signed out. Sign in to continue.',
  forbidden: 'This is not open to you here.',
  cross_site:
    'The request came from another site, so Skrin refused it. Reload the page and try again.',
  not_found: 'This does not exist, or is not shared with you.',
  method_not_allowed: 'Skrin does not do this here. Reload the page and try again.',
  payload_too_large: 'That was more than Skrin accepts at once.',
  too_many_requests: 'Too many attempts in a short time. Wait a little, then try again.',
  internal:
    'Something went wrong in Skrin. Nothing has changed at your banks. Try again in a moment.',
  unavailable:
    'Skrin cannot answer right now. Your money and history are untouched. Try again in a moment.',
  invalid_credentials: 'The name and the password do not match. Check both and try again.',
  setup_needed: 'Skrin has not been set up yet.',
  setup_done: 'Skrin is already set up. Sign in instead.',
  setup_code_invalid:
    'This is not the code that Skrin printed. Look for the newest one in the log.',
  password_too_short:
    'The password is too short. Use at least 8 characters; 15 or more are better.',
  password_too_common: 'This password is on lists of common passwords. Choose another one.',
  second_factor_needed: 'Enter the code from your authenticator app, or a recovery code.',
  second_factor_invalid:
    'That code is not right, or it has been used already. Wait for the next one and try again.',
  passkey_invalid: 'The passkey could not be checked. Try again.',
  passkey_unknown:
    'Skrin does not know this passkey. It may have been removed here; sign in another way.',
  sso_failed: 'Signing in there did not work out. Nothing has changed here; try again.',
  sso_not_linked:
    'Nobody here is linked to that account. Sign in another way first, then link it under Settings.',
  step_up_needed: 'Confirm that it is you before you do this.',
  bank_not_configured:
    'Skrin has no access to this bank yet. The person who hosts Skrin can add it.',
  bank_client_invalid:
    'The bank does not accept Skrin’s registration. The person who hosts Skrin must check it.',
  connect_denied: 'Access was not given at the bank, so nothing was connected.',
  connect_expired:
    'This attempt took too long at the bank, or was begun anew elsewhere, so it was not used. You can start again.',
  connect_failed: 'The bank did not complete the connection. You can start again.',
  reconnect_needed: 'The bank asks you to renew the access.',
  bank_unreachable: 'The bank could not be reached.',
  bank_timeout: 'The bank did not answer in time.',
  bank_unavailable: 'The bank’s service is down right now.',
  bank_rate_limited: 'The bank asked Skrin to wait before the next call.',
  bank_budget_spent: 'The calls that the bank allows are used up for now.',
  bank_wrong_answer:
    'The bank answered in a way Skrin does not understand, so the answer was not used.',
  bank_refused: 'The bank refused the request.',
  bank_partial: 'The bank left something out of its answer.',
}
