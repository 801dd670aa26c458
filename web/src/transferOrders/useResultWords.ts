import { computed } from 'vue'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'
import type { TextValues } from '../i18n/useText.ts'
import { useDateWords } from '../ui/useDateWords.ts'
import type { OrderStanding } from './orderState.ts'

interface Result {
  readonly order: TransferOrder
  readonly standing: OrderStanding
  readonly bankName: string
}

/** How a transfer ended, in sentences: why, how Skrin knows, and what it means for the money. */
export function useResultWords(getResult: () => Result) {
  const { t } = useText()
  const toDateWords = useDateWords()

  const values = computed((): TextValues => {
    const { order, bankName } = getResult()
    const time = order.settledAt ? toDateWords(order.settledAt, 'clock') : ''
    const date = order.executesOn ? toDateWords(order.executesOn, 'date') : ''
    return { bank: bankName, time, date, from: order.from.name, to: order.to.name }
  })
  const sentences = computed(() => toSentences(getResult()))
  const say = (key: MessageKey) => t(key, values.value)

  function toSentences({ order, standing }: Result): string[] {
    switch (standing) {
      case 'done':
        return [
          say('move.doneText'),
          say(order.knownBy === 'list' ? 'move.doneByList' : 'move.doneByAnswer'),
        ]
      case 'later':
        return [say('move.laterText')]
      case 'moved':
        return [
          say(order.executesOn ? 'move.movedText' : 'move.movedNextText'),
          say('move.movedNote'),
        ]
      case 'refused':
        return [t(`refusals.${order.reason ?? 'unexplained'}`), say('move.nothingMoved')]
      case 'not_sent':
        return [...(order.problem ? [t(`problems.${order.problem}`)] : []), say('move.notSentText')]
      case 'expired':
        return [say('move.expiredText')]
      case 'cancelled':
        return [say('move.cancelledText')]
      case 'happened':
        return [say('move.happenedText')]
      case 'absent':
        return [say('move.absentText')]
      default:
        return []
    }
  }

  return { sentences }
}
