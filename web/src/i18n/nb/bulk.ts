import type { Messages } from '../messages.ts'

export const bulk: Messages['bulk'] = {
  title: 'Endre flere samtidig',
  chosen: 'Én valgt | {count} valgt',
  all: 'Velg den ene som passer | Velg alle {count} som passer',
  tagsAndNote: 'Merkelapper og notat',
  for: 'For én transaksjon. | For {count} transaksjoner.',
  addTags: 'Legg til merkelapper',
  removeTags: 'Fjern merkelapper',
  empty: 'Det du lar stå tomt, blir som det er.',
  save: 'Lagre',
  end: 'Avslutt valget',
  changed: 'Én transaksjon ble endret. | {count} transaksjoner ble endret.',
  notOwn:
    'Én står på en annens konto og blir som den er. | {count} står på andres kontoer og blir som de er.',
}
