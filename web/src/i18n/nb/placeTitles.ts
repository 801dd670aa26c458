import type { FirstMessages } from '../messages.ts'

export const placeTitles: Pick<FirstMessages, 'banks' | 'insights' | 'move' | 'settings'> = {
  insights: { title: 'Innsikt' },
  move: { title: 'Flytt penger' },
  banks: { title: 'Banker' },
  settings: { title: 'Innstillinger' },
}
