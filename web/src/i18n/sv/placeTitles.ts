import type { FirstMessages } from '../messages.ts'

export const placeTitles: Pick<FirstMessages, 'banks' | 'insights' | 'settings'> = {
  insights: { title: 'Insikter' },
  banks: { title: 'Banker' },
  settings: { title: 'Inställningar' },
}
