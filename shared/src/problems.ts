/** Every way in which Skrin says no. The interface has a sentence for each code, in each language. */
export const problemCodes = [
  // the request
  'bad_request',
  'unauthenticated',
  'forbidden',
  'cross_site',
  'not_found',
  'method_not_allowed',
  'payload_too_large',
  'too_many_requests',
  'internal',
  'unavailable',
  // sign-in and set-up
  'invalid_credentials',
  'setup_needed',
  'setup_done',
  'setup_code_invalid',
  'password_too_short',
  'password_too_common',
  'second_factor_needed',
  'second_factor_invalid',
  'passkey_invalid',
  'passkey_unknown',
  'passkey_known',
  'sso_failed',
  'sso_not_linked',
  'sso_taken',
  'step_up_needed',
  'last_sign_in_method',
  // the household
  'invite_invalid',
  'name_taken',
  'member_has_connections',
  // connecting
  'bank_not_configured',
  'bank_client_invalid',
  'connect_denied',
  'connect_expired',
  'connect_failed',
  'reconnect_needed',
  // asking a bank
  'bank_unreachable',
  'bank_timeout',
  'bank_unavailable',
  'bank_behind_unavailable',
  'bank_rate_limited',
  'bank_budget_spent',
  'bank_wrong_answer',
  'bank_refused',
  'bank_partial',
  'bank_path_not_allowed',
  // moving money
  'transfers_off',
  'transfer_invalid',
  'transfer_limit',
  'transfer_unsettled',
  'transfer_over',
  // files
  'file_unreadable',
  'import_over',
  // being told
  'channel_missing',
  'message_not_sent',
  'address_code_invalid',
] as const

export type ProblemCode = (typeof problemCodes)[number]
