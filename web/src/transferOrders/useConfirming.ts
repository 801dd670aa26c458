import { computed } from 'vue'
import type { TransferOrderAnswer } from '@skrin/shared/api/transferOrders'
import type { TransferOrderId } from '@skrin/shared/brand'
import type { ProblemCode } from '@skrin/shared/problems'
import { toProblem } from '../api/apiError.ts'
import { confirmTransfer } from '../api/transferOrders.ts'
import { useTask } from '../api/useTask.ts'
import { leaveFor } from '../banks/leaveFor.ts'
import { useTransferDraft } from './useTransferDraft.ts'

/** What is said when nobody knows whether the press has arrived; their own sentences would say that nothing happened. */
const lost: readonly ProblemCode[] = ['internal', 'unavailable']

interface Order {
  take(answer: TransferOrderAnswer): void
  askAgain(): Promise<unknown>
}

/** The one press that sends an order; presses while it is under way do nothing. */
export function useConfirming(id: TransferOrderId, { take, askAgain }: Order) {
  const drafts = useTransferDraft()
  const { busy, failure, run } = useTask()
  /** Skrin gave no answer that says whether it sent anything: only asking it anew tells. */
  const isLost = computed(
    () => failure.value !== null && lost.includes(toProblem(failure.value).code),
  )

  async function confirm(): Promise<void> {
    if (busy.value) return
    const isAnswered = await run(async () => {
      const answer = await confirmTransfer(id)
      drafts.forget()
      take(answer)
      // A bank's page is gone to at once, as the button said. Whoever comes back is not sent there again.
      if (answer.order.approval?.kind === 'page') leaveFor(answer.order.approval.url)
    })
    if (!isAnswered && failure.value) await askAgain()
  }

  return { busy, failure, isLost, confirm }
}
