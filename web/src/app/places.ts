import { ArrowLeftRight, House, Landmark, Settings } from '@lucide/vue'
import type { Component } from 'vue'
import type { RouteLocationNormalized } from 'vue-router'
import type { MessageKey } from '../i18n/messages.ts'
import type { RouteName } from './routes.ts'

export interface Place {
  name: Extract<RouteName, 'overview' | 'transactions' | 'banks' | 'settings'>
  label: MessageKey
  icon: Component
}

/** The places of the rail and of the phone's bottom bar, in the order of use. */
export const places: readonly Place[] = [
  { name: 'overview', label: 'overview.title', icon: House },
  { name: 'transactions', label: 'transactions.title', icon: ArrowLeftRight },
  { name: 'banks', label: 'banks.title', icon: Landmark },
  { name: 'settings', label: 'settings.title', icon: Settings },
]

/** Whether the page belongs to this place, as an account does to the overview. */
export function isAt(
  place: Place['name'],
  { name, meta }: Pick<RouteLocationNormalized, 'name' | 'meta'>,
): boolean {
  return (meta.place ?? name) === place
}
