import type { Messages } from '../messages.ts'

export const settingsPlaces: Messages['settingsPlaces'] = {
  title: 'Sider i innstillingene',
  household: 'Husstand',
  signIn: 'Innlogging',
  sessions: 'Økter',
  accessLog: 'Tilgangslogg',
  tokens: 'API-nøkler',
}
