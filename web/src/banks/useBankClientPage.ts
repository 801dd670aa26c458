import { usePreferences } from '../preferences/usePreferences.ts'

/**
 * Where a bank's own client is entered: a page of the server, without script, that this page only links to. It comes in
 * the reader's language and theme.
 */
export function useBankClientPage() {
  const preferences = usePreferences()

  return function toAddress(bank: string): string {
    const { language: lang, theme } = preferences
    const look = new URLSearchParams(theme === 'system' ? { lang } : { lang, theme })
    return `/bank-clients/${encodeURIComponent(bank)}?${look.toString()}`
  }
}
