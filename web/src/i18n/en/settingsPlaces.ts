export const settingsPlaces = {
  title: 'Pages of the settings',
  household: 'Household',
  rules: 'Rules and categories',
  notices: 'Notices',
  signIn: 'Sign-in',
  sessions: 'Sessions',
  accessLog: 'Access log',
  tokens: 'API tokens',
}
