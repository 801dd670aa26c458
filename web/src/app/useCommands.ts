import { EyeOff, Landmark, Languages, LogOut, SunMoon, Users, Wallet } from '@lucide/vue'
import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { useAccounts } from '../api/useAccounts.ts'
import { useBanks } from '../api/useBanks.ts'
import { languageNames, languages } from '../i18n/language.ts'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'
import { useViewMatters } from '../ledger/useViewMatters.ts'
import { themes, views } from '../preferences/preferences.ts'
import type { Theme } from '../preferences/preferences.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { formatAccountNumber } from '../ui/formatAccountNumber.ts'
import type { Command } from './commands.ts'
import { toPlaces } from './places.ts'
import { useSession } from '../session/useSession.ts'
import { toSettingsPlaces } from '../settings/settingsPlaces.ts'
import { useSignOut } from '../session/useSignOut.ts'

const themeNames: Readonly<Record<Theme, MessageKey>> = {
  light: 'app.themeLight',
  dark: 'app.themeDark',
  system: 'app.themeSystem',
}

/** Everything the palette offers now: places, accounts, and what can be done from anywhere. */
export function useCommands() {
  const { t } = useText()
  const router = useRouter()
  const preferences = usePreferences()
  const accounts = useAccounts()
  const { banks, getBankName } = useBanks()
  const signOut = useSignOut()
  const session = useSession()
  const viewMatters = useViewMatters()

  const placeCommands = computed(() =>
    toPlaces(session.movesMoney).map(({ name, label, icon }): Command => ({
      id: `place ${name}`,
      group: 'goTo',
      label: t(label),
      icon,
      run: () => router.push({ name }),
    })),
  )

  const settingsCommands = computed(() =>
    toSettingsPlaces(session.member?.role)
      .filter(({ name }) => name !== 'settings')
      .map(({ name, label, icon }): Command => ({
        id: `place ${name}`,
        group: 'goTo',
        label: t(label),
        icon,
        run: () => router.push({ name }),
      })),
  )

  const accountCommands = computed((): Command[] => {
    const { answer } = accounts
    if (answer.value.status !== 'ready') return []
    return answer.value.value.accounts.map((account) => ({
      id: `account ${account.id}`,
      group: 'accounts',
      label: account.name,
      detail: `${getBankName(account.bank, account.bankLabel)} ${formatAccountNumber(account.number ?? account.iban ?? '')}`,
      icon: Wallet,
      run: () => router.push({ name: 'account', params: { id: account.id } }),
    }))
  })

  const bankCommands = computed(() =>
    banks.value
      .filter((bank) => bank.configured && session.member?.role !== 'child')
      .map((bank): Command => ({
        id: `connect ${bank.id}`,
        group: 'actions',
        label: t('app.connectBank', { bank: bank.name }),
        icon: Landmark,
        run: () => router.push({ name: 'banks', query: { connect: bank.id } }),
      })),
  )

  const viewCommands = computed((): Command[] => {
    if (!viewMatters.isShown) return []
    return views.map((view) => ({
      id: `view ${view}`,
      group: 'actions',
      label: `${t('ui.view')}: ${t(view === 'mine' ? 'ui.viewMine' : 'ui.viewHousehold')}`,
      icon: Users,
      run: () => (preferences.view = view),
    }))
  })

  const lookCommands = computed((): Command[] => [
    {
      id: 'hide amounts',
      group: 'actions',
      label: t(preferences.hideAmounts ? 'app.showAmounts' : 'ui.hideAmounts'),
      icon: EyeOff,
      run: () => (preferences.hideAmounts = !preferences.hideAmounts),
    },
    ...themes.map((theme): Command => ({
      id: `theme ${theme}`,
      group: 'actions',
      label: t(themeNames[theme]),
      icon: SunMoon,
      run: () => (preferences.theme = theme),
    })),
    ...languages.map((language): Command => ({
      id: `language ${language}`,
      group: 'actions',
      label: t('app.languageTo', { language: languageNames[language] }),
      icon: Languages,
      run: () => (preferences.chosenLanguage = language),
    })),
    { id: 'sign out', group: 'actions', label: t('app.signOut'), icon: LogOut, run: signOut },
  ])

  return computed(() => [
    ...placeCommands.value,
    ...settingsCommands.value,
    ...accountCommands.value,
    ...bankCommands.value,
    ...viewCommands.value,
    ...lookCommands.value,
  ])
}
