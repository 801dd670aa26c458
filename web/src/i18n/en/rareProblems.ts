/** Of acts that pages and dialogs with the rest of the texts offer. */
export const rareProblems = {
  passkey_known: 'This device or password manager has a passkey for you here already.',
  sso_taken: 'That account is linked to another person here.',
  last_sign_in_method: 'This is your only way in. Add another one before you remove it.',
  invite_invalid: 'This invitation is no longer valid. Ask for a new one.',
  name_taken: 'That name is already taken. Choose another one.',
  member_has_connections:
    'A child has no bank connections of their own. They must be disconnected first.',
  bank_path_not_allowed: 'Skrin only reads, and this is not on the list of what it may read.',
  transfers_off:
    'This Skrin does not move money, or not over this connection. The host and you have to turn it on first.',
  transfer_invalid: 'This transfer cannot be made as it is.',
  transfer_limit: 'That is more than you may move in a day.',
  transfer_unsettled:
    'Skrin does not know yet how an earlier transfer at this bank ended. That has to be settled first.',
  transfer_over: 'This transfer can no longer be confirmed. Begin a new one.',
  bank_behind_unavailable:
    'The bank did not answer the service that asks it for Skrin. The service itself works.',
  file_unreadable: 'The file cannot be read as transactions.',
  import_over: 'This import is finished already. Open it again from the list.',
  channel_missing: 'This Skrin sends nothing that way. Whoever runs it can set that up.',
  message_not_sent: 'The message could not be sent. Check the address, or try again later.',
  address_code_invalid:
    'This is not the code that was sent, or it is too old. Have a new one sent.',
}
