import type { FirstMessages } from '../messages.ts'

export const placeTitles: Pick<FirstMessages, 'banks' | 'insights' | 'move' | 'settings'> = {
  insights: { title: 'Insikter' },
  move: { title: 'Flytta pengar' },
  banks: { title: 'Banker' },
  settings: { title: 'Inställningar' },
}
