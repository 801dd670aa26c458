import type { FirstMessages } from '../messages.ts'

export const placeTitles: Pick<FirstMessages, 'banks' | 'insights' | 'settings'> = {
  insights: { title: 'Innsikt' },
  banks: { title: 'Banker' },
  settings: { title: 'Innstillinger' },
}
