import { problem } from '@skrin/shared/api/problem'
import type { TestAnswer } from './sendRequest.ts'

/** What a refusal says, e.g. `403 step_up_needed`; an answer that is none has only its status. */
export function codeOf(answer: TestAnswer): string {
  if (answer.status < 400) return String(answer.status)
  return `${answer.status} ${answer.parse(problem).code}`
}
