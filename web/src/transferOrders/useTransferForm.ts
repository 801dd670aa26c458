import { computed, ref, shallowRef } from 'vue'
import type {
  TransferConnection,
  TransferLimit,
  TransferReview,
} from '@skrin/shared/api/transferOrders'
import type { TransferField } from '@skrin/shared/transferOrders/checkTransfer'
import { transferIssues } from '@skrin/shared/transferOrders/checkTransfer'
import { ApiError } from '../api/apiError.ts'
import { reviewTransfer } from '../api/transferOrders.ts'
import { useTask } from '../api/useTask.ts'
import { checkDraft } from './checkDraft.ts'
import type { FoundDraftIssue } from './checkDraft.ts'
import { completeTarget, findEnds, listTargets } from './transferDraft.ts'
import type { TransferDraft } from './transferDraft.ts'

interface Ground {
  readonly connections: readonly TransferConnection[]
  readonly limits: readonly TransferLimit[]
}

/** A transfer being filled in: what it says, what is wrong with it, and its review. Nothing is sent from here. */
export function useTransferForm(getGround: () => Ground, start: TransferDraft) {
  const draft = shallowRef(start)
  const { busy, failure, run, clear } = useTask()
  /** Said only once somebody tried, or is done with the field. */
  const isTried = ref(false)
  const left = ref<ReadonlySet<TransferField>>(new Set())
  /** What the server found, where it knows more than the page. */
  const told = shallowRef<FoundDraftIssue | null>(null)

  const checked = computed(() => checkDraft(getGround(), draft.value))
  const ends = computed(() => findEnds(getGround().connections, draft.value))
  const issues = computed(() => [...(told.value ? [told.value] : []), ...checked.value.issues])

  function change(changes: Partial<TransferDraft>): void {
    const changed = { ...draft.value, ...changes }
    draft.value = completeTarget(getGround().connections, changed)
    told.value = null
    clear()
  }
  function leave(field: TransferField): void {
    left.value = new Set([...left.value, field])
  }
  function findIssue(field: TransferField): FoundDraftIssue | null {
    const found = issues.value.find((one) => one.field === field)
    if (!found) return null
    const isLive = field === 'date' || (field === 'message' && found.issue !== 'message_too_short')
    const isMissing = found.issue === 'amount_missing'
    return isTried.value || isLive || (left.value.has(field) && !isMissing) ? found : null
  }

  /** The review, which is an order with an address of its own; null when something is still wrong. */
  async function review(): Promise<TransferReview | null> {
    isTried.value = true
    const { wish } = checked.value
    if (!wish || checked.value.issues.length > 0) return null
    const { from, to, amount, date, message } = wish
    let made: TransferReview | null = null
    await run(async () => {
      try {
        made = await reviewTransfer({ from: from.id, to: to.id, amount, date, message })
      } catch (error) {
        told.value = toFoundIssue(error)
        if (!told.value) throw error
      }
    })
    return made
  }

  return {
    draft,
    ends,
    targets: computed(() => listTargets(ends.value)),
    busy,
    failure,
    change,
    leave,
    findIssue,
    review,
  }
}

const fields: readonly TransferField[] = ['from', 'to', 'amount', 'date', 'message']

/** Of `transfer_invalid`, where it says what is wrong with which field. */
function toFoundIssue(error: unknown): FoundDraftIssue | null {
  if (!(error instanceof ApiError)) return null
  if (error.code === 'transfer_limit') return { field: 'amount', issue: 'over_limit' }
  if (error.code !== 'transfer_invalid') return null
  const field = fields.find((one) => one === error.problem.field)
  const issue = transferIssues.find((one) => one === error.problem.reason)
  return field && issue ? { field, issue } : null
}
