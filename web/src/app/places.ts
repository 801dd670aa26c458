import { ArrowLeftRight, ChartColumn, House, Landmark, Settings } from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import type { MessageKey } from '../i18n/messages.ts'
import type { RouteName } from './routes.ts'

export interface Place {
  name: Extract<RouteName, 'overview' | 'transactions' | 'insights' | 'banks' | 'settings'>
  label: MessageKey
  icon: Component
}

/** The places of the rail, in the order of use. */
export const places: readonly Place[] = [
  { name: 'overview', label: 'overview.title', icon: House },
  { name: 'transactions', label: 'transactions.title', icon: ArrowLeftRight },
  { name: 'insights', label: 'insights.title', icon: ChartColumn },
  { name: 'banks', label: 'banks.title', icon: Landmark },
  { name: 'settings', label: 'settings.title', icon: Settings },
]

/** Five are too many for a phone's bottom bar: its sheet of everything else begins with the last one. */
export const placesAtHand = places.filter(({ name }) => name !== 'settings')

/** Whether the page belongs to this place, as an account does to the overview. */
export function isAt(
  place: Place['name'],
  { name, meta }: Pick<RouteLocationNormalized, 'name' | 'meta'>,
): boolean {
  return (meta.place ?? name) === place
}
