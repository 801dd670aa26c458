import type { TransferConnection, TransferLimit } from '@skrin/shared/api/transferOrders'
import { addDays } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'
import type { TextValues } from '../i18n/useText.ts'
import { useDateWords } from '../ui/useDateWords.ts'
import { toLeftToday } from './checkDraft.ts'
import type { DraftIssue } from './checkDraft.ts'
import { findStrangers } from './messageCharacters.ts'
import type { TransferDraft } from './transferDraft.ts'
import { findEnds } from './transferDraft.ts'
import { useMoneyWords } from './useMoneyWords.ts'

const keys: Readonly<Record<DraftIssue, MessageKey>> = {
  from_missing: 'move.fromMissing',
  to_missing: 'move.toMissing',
  from_unable: 'move.fromUnable',
  to_unable: 'move.toUnable',
  same_account: 'move.sameAccount',
  other_currency: 'move.otherCurrency',
  currency_not_offered: 'move.currencyNotOffered',
  amount_missing: 'move.amountMissing',
  amount_wrong: 'move.amountWrong',
  amount_too_small: 'move.amountTooSmall',
  amount_too_large: 'move.amountTooLarge',
  not_enough: 'move.notEnough',
  over_limit: 'move.overLimit',
  date_passed: 'move.datePassed',
  date_too_far: 'move.dateTooFar',
  message_too_short: 'move.messageTooShort',
  message_too_long: 'move.messageTooLong',
  message_characters: 'move.messageCharacters',
}

interface Ground {
  readonly connections: readonly TransferConnection[]
  readonly limits: readonly TransferLimit[]
  readonly getBankName: (bank: string, label?: string | null) => string
}

/** What is wrong with a draft, and what would be right, with the bank's own figures. */
export function useIssueWords() {
  const { t, plural, language, toList } = useText()
  const toDateWords = useDateWords()
  const money = useMoneyWords()

  function toValues(ground: Ground, draft: TransferDraft): TextValues {
    const example = language.value === 'en' ? '1250.50' : '1250,50'
    const { connection, from, to } = findEnds(ground.connections, draft)
    if (!connection) return { example }
    const { rules, today, bank, label } = connection
    const currency = parseCurrency(from?.currency ?? 'NOK')
    const rule = rules.amounts.find((one) => one.currency === currency)
    const most = to?.kind === 'card' && rules.card?.most != null ? rules.card.most : rule?.most
    const left = toLeftToday(ground.limits, currency)
    const strangers = findStrangers(draft.message.trim(), rules.message)
    return {
      example,
      bank: ground.getBankName(bank, label),
      least: rule ? money.ofBank(moneyFromMinor(rule.least, currency)) : '',
      most: most == null ? '' : money.ofBank(moneyFromMinor(most, currency)),
      available: from?.available ? money.own(from.available) : '',
      left: left ? money.own(left) : '',
      date: toDateWords(addDays(today, rules.daysAhead), 'date'),
      characters: toList(strangers.map((one) => t('move.sign', { sign: one }))),
    }
  }

  return (ground: Ground, draft: TransferDraft, issue: DraftIssue): string => {
    const values = toValues(ground, draft)
    const rule = findEnds(ground.connections, draft).connection?.rules.message
    if (issue === 'message_too_short') return plural(keys[issue], rule?.least ?? 1, values)
    if (issue === 'message_too_long') return plural(keys[issue], rule?.most ?? 0, values)
    return t(keys[issue], values)
  }
}
