import type { Messages } from '../messages.ts'

export const settingsPlaces: Messages['settingsPlaces'] = {
  title: 'Sider i innstillingene',
  household: 'Husstand',
  rules: 'Regler og kategorier',
  notices: 'Varsler',
  files: 'Filer',
  signIn: 'Innlogging',
  sessions: 'Økter',
  accessLog: 'Tilgangslogg',
  tokens: 'API-nøkler',
}
