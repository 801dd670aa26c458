import { computed } from 'vue'
import type { TransferOrder, TransferWarning } from '@skrin/shared/api/transferOrders'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'

const warningKeys: Readonly<Record<TransferWarning, MessageKey>> = {
  duplicate: 'move.warnDuplicate',
  cutoff_passed: 'move.warnCutoff',
  bank_closed: 'move.warnClosed',
  date_passed: 'move.warnDate',
  card_later: 'move.warnCard',
  more_approvals: 'move.warnApprovals',
}

interface Warned {
  readonly order: TransferOrder
  readonly bankName: string
}

/** What a bank added to a transfer, in sentences. */
export function useWarningWords(getWarned: () => Warned) {
  const { t } = useText()
  return computed(() => {
    const { order, bankName } = getWarned()
    return order.warnings.map((warning) => t(warningKeys[warning], { bank: bankName }))
  })
}
