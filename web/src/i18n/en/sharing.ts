export const sharing = {
  sharedWith: 'Shared with',
  nobody: 'Nobody. Only you see it.',
  everybody: 'Everybody here',
  balance: 'Balance only',
  transactions: 'With transactions',
  change: 'Change',
  changeWho: 'Change who sees it',
  share: 'Share',
  // The dialog.
  title: 'Who sees {account}?',
  who: 'Who',
  onlyMe: 'Only me',
  onlyMeNote: 'Nobody else sees that it exists.',
  household: 'The whole household',
  householdNote: 'Everybody here, and those who join later.',
  people: 'Chosen people',
  peopleNote: 'You decide for each one.',
  everybodySees: 'Everybody sees',
  moreFor: 'The transactions too for',
  nothing: 'Nothing',
  justBalance: 'Balance',
  andTransactions: 'Transactions',
  result: 'What this means',
  seesBalance:
    '{names} sees the name, the bank and the balance. Not the number, not the transactions. | {names} see the name, the bank and the balance. Not the number, not the transactions.',
  seesTransactions:
    '{names} sees the number, the balance and every transaction, also older ones. | {names} see the number, the balance and every transaction, also older ones.',
  allSeeBalance:
    'Everybody in the household sees the name, the bank and the balance. Not the number, not the transactions.',
  allSeeTransactions:
    'Everybody in the household sees the number, the balance and every transaction, also older ones.',
  nobodySees: 'Nobody but you sees this account, nor that it exists.',
  restSeesNothing: 'Nobody else sees that it exists.',
  atOnce: 'You can take it back at any time. It is then gone for them at once.',
  joint:
    'This is a joint account. You decide about what your own connection brings; {names} decides about the other half. | This is a joint account. You decide about what your own connection brings; {names} decide about the rest.',
  alone: 'Nobody else lives here yet. What you share with the household, those who join will see.',
  save: 'Save',
  saved: 'Saved. It holds from now on.',
  privateUntil: 'Only you see them, until you share one on its page.',
  // What others share.
  sharedBy: 'Shared by',
  youSee: 'You see',
  youSeeBalance: 'the balance, not the transactions',
  youSeeTransactions: 'the balance and the transactions',
  balanceOnly:
    '{name} shares the balance of this account with you. The number and the transactions stay with {name}.',
}
