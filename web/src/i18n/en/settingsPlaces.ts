export const settingsPlaces = {
  title: 'Pages of the settings',
  household: 'Household',
  rules: 'Rules and categories',
  notices: 'Notices',
  files: 'Files',
  signIn: 'Sign-in',
  sessions: 'Sessions',
  accessLog: 'Access log',
  tokens: 'API tokens',
}
