import { toProblem } from '../api/apiError.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../ui/clock.ts'
import { browserTimeZone, formatDate } from '../ui/formatDate.ts'
import { isOfBank } from '../ui/outcomeKey.ts'
import { useOutcomeWords } from '../ui/useOutcomeWords.ts'
import type { AskedNames } from '../ui/useOutcomeWords.ts'

/** What went wrong while connecting through a service: which of the two is meant, and until when to wait. */
export function useServiceProblem() {
  const { t, localeTag } = useText()
  const toWords = useOutcomeWords()
  const now = useNow()
  const timeZone = browserTimeZone()

  /** `undefined` where its code says all: it has nothing to do with a bank. */
  return (error: unknown, names: AskedNames): string | undefined => {
    const { code, retryAt } = toProblem(error)
    if (!isOfBank(code)) return undefined
    if (retryAt === undefined) return toWords(code, names)
    const context = { locale: localeTag.value, nowMs: now.value, timeZone }
    const time = formatDate(retryAt, 'until', context)
    return `${toWords(code, names)} ${t('outcomes.nextTry', { time })}`
  }
}
