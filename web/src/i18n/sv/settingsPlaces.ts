import type { Messages } from '../messages.ts'

export const settingsPlaces: Messages['settingsPlaces'] = {
  title: 'Sidor i inställningarna',
  household: 'Hushåll',
  signIn: 'Inloggning',
  sessions: 'Sessioner',
  accessLog: 'Åtkomstlogg',
  tokens: 'API-nycklar',
}
