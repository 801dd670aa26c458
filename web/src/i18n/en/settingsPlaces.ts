export const settingsPlaces = {
  title: 'Pages of the settings',
  household: 'Household',
  signIn: 'Sign-in',
  sessions: 'Sessions',
  accessLog: 'Access log',
  tokens: 'API tokens',
}
