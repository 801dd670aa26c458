export const settingsPlaces = {
  title: 'Pages of the settings',
  household: 'Household',
  rules: 'Rules and categories',
  signIn: 'Sign-in',
  sessions: 'Sessions',
  accessLog: 'Access log',
  tokens: 'API tokens',
}
