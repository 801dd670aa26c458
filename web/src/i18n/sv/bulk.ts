import type { Messages } from '../messages.ts'

export const bulk: Messages['bulk'] = {
  title: 'Ändra flera samtidigt',
  chosen: 'En vald | {count} valda',
  all: 'Välj den enda som stämmer | Välj alla {count} som stämmer',
  tagsAndNote: 'Taggar och anteckning',
  for: 'För en transaktion. | För {count} transaktioner.',
  addTags: 'Lägg till taggar',
  removeTags: 'Ta bort taggar',
  empty: 'Det du lämnar tomt förblir som det är.',
  save: 'Spara',
  end: 'Avsluta urvalet',
  changed: 'En transaktion ändrades. | {count} transaktioner ändrades.',
  notOwn:
    'En finns på någon annans konto och ändras inte. | {count} finns på andras konton och ändras inte.',
}
