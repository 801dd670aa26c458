import { computed } from 'vue'
import type { TransferOrder } from '@skrin/shared/api/transferOrders'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'
import { useDateWords } from '../ui/useDateWords.ts'
import type { OrderStanding } from './orderState.ts'

const keys: Readonly<Record<OrderStanding, MessageKey>> = {
  reviewed: 'move.headReviewed',
  expired: 'move.headExpired',
  cancelled: 'move.headCancelled',
  sending: 'move.headSending',
  approval: 'move.headApproval',
  processing: 'move.headProcessing',
  done: 'move.headDone',
  later: 'move.headLater',
  moved: 'move.headMoved',
  refused: 'move.headRefused',
  not_sent: 'move.headNotSent',
  unknown: 'move.headUnknown',
  happened: 'move.headHappened',
  absent: 'move.headAbsent',
}

interface Shown {
  readonly order: TransferOrder | null
  readonly standing: OrderStanding | null
  readonly bankName: string
}

/** Where an order stands, in a few words and without amounts: it names the document too. */
export function useHeadline(getShown: () => Shown) {
  const { t } = useText()
  const toDateWords = useDateWords()

  return computed(() => {
    const { order, standing, bankName } = getShown()
    if (!order || !standing) return t('move.title')
    const date = order.executesOn ? toDateWords(order.executesOn, 'date') : ''
    if (standing === 'moved' && order.executesOn === null)
      return t('move.headMovedNext', { bank: bankName })
    return t(keys[standing], { bank: bankName, date })
  })
}
