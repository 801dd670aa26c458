import { useText } from '../i18n/useText.ts'

/** `Firefox on Android`, as the log and the list of sessions have it, in the reader's language. */
export function useDeviceWords(): (device: string) => string {
  const { t } = useText()

  return (device) => {
    const [, browser, system] = /^(.+) on (.+)$/.exec(device) ?? []
    if (browser !== undefined && system !== undefined) {
      return t('sessions.deviceOn', { browser, system })
    }
    return device === '' ? t('sessions.deviceUnknown') : device
  }
}
