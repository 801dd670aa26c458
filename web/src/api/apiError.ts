import type { Problem } from '@skrin/shared/api/problem'
import type { ProblemCode } from '@skrin/shared/problems'

/** A no from Skrin, or no answer at all. The interface chooses its sentence from `code`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.code, options)
    this.problem = problem
  }

  get code(): ProblemCode {
    return this.problem.code
  }
}

/** What to show for anything that was thrown: its own problem, or the one that stands for a defect of ours. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem
  return { type: 'about:blank', title: 'internal', status: 500, code: 'internal' }
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
