export const sync = {
  accounts: 'Fetching accounts and balances',
  transactions: 'Fetching transactions from {day} on',
  history: 'Fetching older transactions, back to {day}',
  historyFrom: 'All transactions from {day} on are here.',
  next: 'Skrin asks again by itself {time}.',
}
