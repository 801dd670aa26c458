import type { Messages } from '../messages.ts'

export const accounts: Messages['accounts'] = {
  title: 'Konto',
  notFound: 'Denne kontoen er ikke blant dine.',
}
