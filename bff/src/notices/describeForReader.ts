import type { Notice, NoticeLanguage } from '@skrin/shared/api/notices'
import { assertNever } from '@skrin/shared/assertNever'
import type { Instant, LocalDate } from '@skrin/shared/brand'
import { toDecimal } from '@skrin/shared/money'
import type { Money } from '@skrin/shared/money'
import { localeOf } from '../pages/look.ts'
import { words } from './words.ts'
import type { NoticeWords } from './words.ts'

/** One notice in a message. */
export interface Item {
  readonly title: string
  readonly text: string | null
  /** A path of the page. */
  readonly path: string
}

interface Ground {
  /** A bank by its name, with which of an alliance it is. */
  readonly nameBank: (id: string) => string
  readonly language: NoticeLanguage
  readonly details: boolean
}

/** In the words of one who reads it outside Skrin: without figures and names of shops, unless they want them. */
export function describeForReader(notice: Notice, { nameBank, language, details }: Ground): Item {
  const say = words[language]
  switch (notice.kind) {
    case 'consent_ending': {
      const { bank, label } = notice.connection
      const { days, renewBy } = notice
      const name = label ?? nameBank(bank)
      if (days === 0 || renewBy === null)
        return { title: say.ended(name), text: say.endedAdvice, path: '/banks' }
      const title = say.endingSoon(name, toDay(renewBy, language))
      return { title, text: say.endingAdvice, path: '/banks' }
    }
    case 'bank_failing': {
      const { bank, label } = notice.connection
      const title = say.failing(label ?? nameBank(bank))
      return { title, text: say.failingSince(toDay(notice.since, language)), path: '/banks' }
    }
    case 'large_transaction':
    case 'unusual_transaction':
      return {
        title: titleOf(notice, say),
        text: details ? detailsOf(notice, language) : null,
        path: `/transactions?transaction=${notice.transaction.id}`,
      }
    case 'low_balance': {
      const { account, balance, limit } = notice
      const amounts = [toAmount(balance, language), toAmount(limit, language)] as const
      const text = details ? say.lowDetails(account.name, ...amounts) : null
      return { title: say.low, text, path: `/accounts/${account.id}` }
    }
    default:
      return assertNever(notice)
  }
}

type OfTransaction = Extract<Notice, { transaction: unknown }>

function titleOf({ kind, transaction }: OfTransaction, say: NoticeWords): string {
  const isOut = transaction.amount.minor < 0
  if (kind === 'large_transaction') return isOut ? say.largeOut : say.largeIn
  return isOut ? say.unusualOut : say.unusualIn
}

function detailsOf(notice: OfTransaction, language: NoticeLanguage): string {
  const { transaction, account } = notice
  const say = words[language]
  const amount = toAmount(transaction.amount, language)
  const day = toDay(transaction.bookingDate, language)
  const text = say.transaction(transaction.text, amount, account.name, day)
  if (notice.kind === 'large_transaction') return text
  return `${text} ${say.largestBefore(toAmount(notice.largest, language))}`
}

function toAmount(money: Money, language: NoticeLanguage): string {
  const format = new Intl.NumberFormat(localeOf({ language }), {
    style: 'currency',
    currency: money.currency,
  })
  const digits = toDecimal(money)
  if (!isDecimal(digits)) throw new TypeError('amount is not decimal')
  return format.format(digits)
}

/** Intl formats decimal digits exactly; through a number large amounts would lose their last. */
function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text)
}

/** `4 May`, `4. mai`, `4 maj`, on the household's calendar. */
function toDay(when: Instant | LocalDate, language: NoticeLanguage): string {
  return new Intl.DateTimeFormat(localeOf({ language }), {
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/Oslo',
  }).format(new Date(when.length === 10 ? `${when}T12:00:00Z` : when))
}
