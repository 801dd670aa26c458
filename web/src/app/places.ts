import { ArrowLeftRight, ChartColumn, House, Landmark, Send, Settings } from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import type { MessageKey } from '../i18n/messages.ts'
import type { RouteName } from './routes.ts'

export interface Place {
  name: Extract<RouteName, 'overview' | 'transactions' | 'move' | 'insights' | 'banks' | 'settings'>
  label: MessageKey
  icon: Component
}

const places: readonly Place[] = [
  { name: 'overview', label: 'overview.title', icon: House },
  { name: 'transactions', label: 'transactions.title', icon: ArrowLeftRight },
  { name: 'move', label: 'move.title', icon: Send },
  { name: 'insights', label: 'insights.title', icon: ChartColumn },
  { name: 'banks', label: 'banks.title', icon: Landmark },
  { name: 'settings', label: 'settings.title', icon: Settings },
]

/** The places of the rail, in the order of use. Moving money is one only for those who can. */
export function toPlaces(movesMoney: boolean): readonly Place[] {
  return movesMoney ? places : places.filter(({ name }) => name !== 'move')
}

/** More are too many for a phone's bottom bar: its sheet of everything else has the others. */
export const placesAtHand = toPlaces(false).filter(({ name }) => name !== 'settings')

/** Whether the page belongs to this place, as an account does to the overview. */
export function isAt(
  place: Place['name'],
  { name, meta }: Pick<RouteLocationNormalized, 'name' | 'meta'>,
): boolean {
  return (meta.place ?? name) === place
}
