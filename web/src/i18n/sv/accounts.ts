import type { Messages } from '../messages.ts'

export const accounts: Messages['accounts'] = {
  title: 'Konto',
  notFound: 'Det här kontot finns inte bland dina.',
}
