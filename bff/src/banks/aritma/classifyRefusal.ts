import type { Refusal, RefusalMeaning } from '../bank.ts'

/** The reference names 403 for data calls without saying when; a consent withdrawn or run out is the case a person can mend. */
export function classifyRefusal({ status, call }: Refusal): RefusalMeaning | null {
  return status === 403 && call.operation !== 'consents' ? 'reconnect_needed' : null
}
