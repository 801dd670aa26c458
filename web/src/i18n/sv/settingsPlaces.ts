import type { Messages } from '../messages.ts'

export const settingsPlaces: Messages['settingsPlaces'] = {
  title: 'Sidor i inställningarna',
  household: 'Hushåll',
  rules: 'Regler och kategorier',
  notices: 'Aviseringar',
  files: 'Filer',
  signIn: 'Inloggning',
  sessions: 'Sessioner',
  accessLog: 'Åtkomstlogg',
  tokens: 'API-nycklar',
}
