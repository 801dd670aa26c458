import { computed, toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import type { CallBudget, Connection } from '@skrin/shared/api/connections'
import type { Instant, LocalDate } from '@skrin/shared/brand'
import { instantMs } from '@skrin/shared/dates'
import type { ProblemCode } from '@skrin/shared/problems'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'
import { useNow } from '../ui/clock.ts'
import { browserTimeZone, formatDate } from '../ui/formatDate.ts'
import type { DateFormat } from '../ui/formatDate.ts'
import { isOfBank } from '../ui/outcomeKey.ts'
import { useOutcomeWords } from '../ui/useOutcomeWords.ts'
import type { AskedNames } from '../ui/useOutcomeWords.ts'
import { daysToRenewal, toConnectionState } from './connectionState.ts'

const budgetKeys: ReadonlyMap<number, MessageKey> = new Map([
  [60, 'banks.budgetMinute'],
  [3600, 'banks.budgetHour'],
  [86400, 'banks.budgetDay'],
])

/** A connection's state, and the sentences that tell it: "Last asked 3 minutes ago. 41 of 60 calls left this hour." */
export function useConnectionWords(
  source: MaybeRefOrGetter<Connection>,
  names: MaybeRefOrGetter<AskedNames>,
) {
  const { t, plural, localeTag } = useText()
  const toWords = useOutcomeWords()
  const now = useNow()
  const timeZone = browserTimeZone()

  const state = computed(() => toConnectionState(toValue(source), now.value, timeZone))
  /** How the last asking went. */
  const asking = computed(() => {
    const connection = toValue(source)
    return [toProblemWords(connection), toAskedWords(connection)].join(' ').trim()
  })
  /** What is left, and until when. */
  const standing = computed(() => {
    const connection = toValue(source)
    const words = [toBudgetWords, toRenewalWords, toHistoryWords, toNextWords]
    return words
      .map((tell) => tell(connection))
      .filter(Boolean)
      .join(' ')
  })

  function toProblemWords({ status, problem, blockedUntil }: Connection): string {
    if (status === 'working') return ''
    const sentence = problem ? toSentence(problem) : ''
    if (status === 'reconnect') return sentence || toSentence('reconnect_needed')
    if (blockedUntil) return t('banks.blocked', { time: when(blockedUntil, 'until') })
    return `${sentence} ${t('banks.triesAgain')}`.trim()
  }

  /** On the card of a bank it is clear who is meant; behind a service it is not. */
  function toSentence(problem: ProblemCode): string {
    const { bank, service } = toValue(names)
    if (service === null || !isOfBank(problem)) return t(`problems.${problem}`)
    return toWords(problem, { bank, service })
  }

  function toAskedWords({ status, lastAskedAt, lastGoodAt }: Connection): string {
    if (status !== 'working') {
      if (lastGoodAt === null) return t('banks.neverGood')
      return t('banks.figuresFrom', { time: when(lastGoodAt, 'clock') })
    }
    return lastAskedAt ? t('banks.lastAsked', { time: when(lastAskedAt, 'relative') }) : ''
  }

  function toBudgetWords({ budget, blockedUntil }: Connection): string {
    if (budget === null) return ''
    const left = t(budgetKeys.get(budget.perSeconds) ?? 'banks.budgetOther', toCounts(budget))
    if (budget.nextAt === null || blockedUntil !== null) return left
    return `${left} ${t('banks.nextCall', { time: when(budget.nextAt, 'until') })}`
  }

  function toRenewalWords(connection: Connection): string {
    const days = daysToRenewal(connection, now.value, timeZone)
    if (days === null || connection.renewBy === null) return ''
    // Access that ended before its time is not due on a later day.
    if (connection.status === 'reconnect' && days >= 0) return ''
    const date = when(connection.renewBy, 'date')
    if (days < 0) return t('banks.renewalPassed', { date })
    if (days === 0) return t('banks.renewalToday')
    return plural('banks.renewalIn', days, { date })
  }

  function toHistoryWords({ sync }: Connection): string {
    if (sync.historyFrom === null) return ''
    return t('sync.historyFrom', { day: when(sync.historyFrom, 'date') })
  }

  function toNextWords({ sync, status }: Connection): string {
    if (sync.nextAt === null || status === 'reconnect' || instantMs(sync.nextAt) <= now.value)
      return ''
    return t('sync.next', { time: when(sync.nextAt, 'until') })
  }

  function when(moment: Instant | LocalDate, format: DateFormat): string {
    return formatDate(moment, format, { locale: localeTag.value, nowMs: now.value, timeZone })
  }

  return { state, asking, standing }
}

function toCounts({ remaining, limit }: CallBudget) {
  return { remaining, limit }
}
