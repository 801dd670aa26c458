import * as v from 'valibot'
import { languages } from '../i18n/language.ts'

export const themes = ['light', 'dark', 'system'] as const
export const densities = ['comfortable', 'compact'] as const
export const groupings = ['bank', 'person'] as const
export const views = ['household', 'mine'] as const

/** What a person has set in this browser. It holds nothing about money. */
export const preferencesSchema = v.object({
  /** null: as the browser asks. */
  language: v.fallback(v.nullable(v.picklist(languages)), null),
  theme: v.fallback(v.picklist(themes), 'system'),
  density: v.fallback(v.picklist(densities), 'comfortable'),
  hideAmounts: v.fallback(v.boolean(), false),
  grouping: v.fallback(v.picklist(groupings), 'bank'),
  /** Whose accounts are looked at: everything one may see, or what one has connected oneself. */
  view: v.fallback(v.picklist(views), 'household'),
})
export type Preferences = v.InferOutput<typeof preferencesSchema>
export type Theme = Preferences['theme']
export type Density = Preferences['density']
export type Grouping = Preferences['grouping']

const key = 'skrin.preferences'
export type PreferencesStorage = Pick<Storage, 'getItem' | 'setItem'>

export function readPreferences(storage: PreferencesStorage): Preferences {
  return v.parse(preferencesSchema, readJson(storage))
}

export function savePreferences(storage: PreferencesStorage, preferences: Preferences): void {
  try {
    storage.setItem(key, JSON.stringify(preferences))
  } catch {
    // Storage can be full or forbidden: the choice then holds for this page only.
  }
}

function readJson(storage: PreferencesStorage): object {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key) ?? '{}')
    return typeof saved === 'object' && saved !== null ? saved : {}
  } catch {
    return {}
  }
}
