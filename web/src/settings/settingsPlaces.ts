import {
  Bell,
  Braces,
  FileDown,
  KeyRound,
  MonitorSmartphone,
  Palette,
  ScrollText,
  Shapes,
  Users,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Role } from '@skrin/shared/api/session'
import type { MessageKey } from '../i18n/messages.ts'

export interface SettingsPlace {
  readonly name:
    | 'settings'
    | 'household'
    | 'rules'
    | 'files'
    | 'notice-settings'
    | 'sign-in-methods'
    | 'sessions'
    | 'access-log'
    | 'tokens'
  readonly label: MessageKey
  readonly icon: Component
}

const places: readonly SettingsPlace[] = [
  { name: 'settings', label: 'settings.look', icon: Palette },
  { name: 'household', label: 'settingsPlaces.household', icon: Users },
  { name: 'rules', label: 'settingsPlaces.rules', icon: Shapes },
  { name: 'notice-settings', label: 'settingsPlaces.notices', icon: Bell },
  { name: 'files', label: 'settingsPlaces.files', icon: FileDown },
  { name: 'sign-in-methods', label: 'settingsPlaces.signIn', icon: KeyRound },
  { name: 'sessions', label: 'settingsPlaces.sessions', icon: MonitorSmartphone },
  { name: 'access-log', label: 'settingsPlaces.accessLog', icon: ScrollText },
  { name: 'tokens', label: 'settingsPlaces.tokens', icon: Braces },
]

const notForChildren: readonly SettingsPlace['name'][] = ['rules', 'tokens']

/** The pages of the settings that somebody with this role has use for: a child makes no rules and no API tokens. */
export function toSettingsPlaces(role: Role | undefined): readonly SettingsPlace[] {
  return places.filter(({ name }) => role !== 'child' || !notForChildren.includes(name))
}
