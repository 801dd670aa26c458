import type { FirstMessages } from '../messages.ts'

export const placeTitles: Pick<FirstMessages, 'banks' | 'settings'> = {
  banks: { title: 'Banker' },
  settings: { title: 'Innstillinger' },
}
