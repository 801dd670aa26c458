export const bankClients = {
  title: 'My own bank clients',
  about:
    'A client is your own registration at a bank’s developer pages. Skrin keeps it sealed and shows only how its id ends.',
  ending: 'Client id ending in {ending}.',
  unused: 'No connection uses it yet.',
  used: 'One connection uses it. | {count} connections use it.',
  unreadable:
    'Skrin can no longer read it: the key that it was sealed with is lost. Enter it again.',
  use: 'Use your own client',
  replace: 'Replace your own client',
  enterAgain: 'Enter it again',
  of: 'at {bank}',
  through: 'Connecting goes through your own client.',
  notConfigured: 'Not set up on this Skrin, but you can use a client of your own.',
  madeWithOwn: 'Made with your own client.',
  madeWithHouseholds: 'Made with the household’s client.',
  saved: 'Your client for {bank} is saved. What you connect there from now on goes through it.',
  connect: 'Connect {bank}',
  remove: 'Remove',
  removeOf: 'Remove your client for {bank}',
  removeTitle: 'Remove your client for {bank}?',
  goes: 'What goes',
  removeGoes: 'Skrin forgets the client’s id and secret.',
  removeConnections:
    'The connection that was made with it ends. | The {count} connections that were made with it end.',
  stays: 'What stays',
  removeStays:
    'Your money and your accounts at the bank, untouched, and the history that Skrin has. The registration itself stays at the bank until you delete it there.',
  removed: 'Your client for {bank} is removed.',
  child:
    'A child connects no banks in Skrin. What others share with you is on the overview, as soon as they do.',
}
