import { expect, it, vi } from 'vitest'
import { readPreferences, savePreferences } from './preferences.ts'

const storageWith = (saved: string | null) => ({ getItem: () => saved, setItem: vi.fn() })
const defaults = {
  language: null,
  theme: 'system',
  density: 'comfortable',
  hideAmounts: false,
  grouping: 'bank',
  view: 'household',
}

it('starts with the defaults', () => {
  expect(readPreferences(storageWith(null))).toEqual(defaults)
})

it('keeps the good choices when one of them means nothing any more', () => {
  const saved = storageWith('{"theme":"dark","density":"roomy","language":"nb"}')

  expect(readPreferences(saved)).toEqual({ ...defaults, theme: 'dark', language: 'nb' })
})

it.each(['not json', '[]', 'null', '12'])('reads %s as nothing saved', (saved) => {
  expect(readPreferences(storageWith(saved))).toEqual(defaults)
})

it('goes on when the browser forbids storage', () => {
  const storage = storageWith(null)
  storage.setItem.mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })

  savePreferences(storage, readPreferences(storage))

  expect(storage.setItem).toHaveBeenCalledOnce()
})
