import type { ProblemCode } from '@skrin/shared/problems'
import type { MessageKey } from '../i18n/messages.ts'

type OutcomeKey = Extract<MessageKey, `outcomes.${string}`>

const keys: Partial<Record<ProblemCode, OutcomeKey>> = {
  reconnect_needed: 'outcomes.reconnect_needed',
  bank_unreachable: 'outcomes.bank_unreachable',
  bank_timeout: 'outcomes.bank_timeout',
  bank_unavailable: 'outcomes.bank_unavailable',
  bank_behind_unavailable: 'outcomes.bank_behind_unavailable',
  bank_rate_limited: 'outcomes.bank_rate_limited',
  bank_budget_spent: 'outcomes.bank_budget_spent',
  bank_wrong_answer: 'outcomes.bank_wrong_answer',
  bank_refused: 'outcomes.bank_refused',
  bank_client_invalid: 'outcomes.bank_client_invalid',
  bank_partial: 'outcomes.bank_partial',
}

/** Whether there is a sentence that names the bank. */
export function isOfBank(problem: ProblemCode): boolean {
  return keys[problem] !== undefined
}

/** The sentence that names the bank; codes that are not about a bank's answer share one. */
export function toOutcomeKey(problem: ProblemCode | null): OutcomeKey {
  return (problem && keys[problem]) ?? 'outcomes.other'
}
