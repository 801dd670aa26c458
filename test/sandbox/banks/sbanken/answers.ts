import { randomUUID } from 'node:crypto'
import type { Response } from 'express'

/** v1 wraps everything; v2 came in June 2021. */
export type Version = 'v1' | 'v2'

export function toVersion(text: unknown): Version | null {
  return text === 'v1' || text === 'v2' ? text : null
}

const noError = {
  errorType: null,
  isError: false,
  errorCode: null,
  errorMessage: null,
  traceId: null,
}

export function sendList(
  response: Response,
  version: Version,
  list: { items: readonly unknown[]; availableItems: number },
): void {
  response.json({ ...list, ...(version === 'v1' && noError) })
}

export function sendItem(response: Response, version: Version, item: object): void {
  response.json(version === 'v1' ? { item, ...noError } : item)
}

/** Which status v2 had is not known; it said nothing more. */
export function sendDone(response: Response, version: Version): void {
  if (version === 'v1') response.json(noError)
  else response.status(204).end()
}

export interface Trouble {
  readonly status: number
  readonly errorType: 'System' | 'Input' | 'NotFound'
  readonly message: string
}

export const internalTrouble: Trouble = {
  status: 500,
  errorType: 'System',
  message: 'Could not complete the request due to an expected or unexpected error.',
}

/** v1: the envelope. v2: RFC 7807. */
export function sendTrouble(response: Response, version: Version, trouble: Trouble): void {
  response.status(trouble.status)
  if (version === 'v1') response.json(toErrorEnvelope(trouble))
  else {
    const { status, message } = trouble
    const problem = {
      type: `https://httpstatuses.com/${status}`,
      title: trouble.errorType,
      status,
      detail: message,
    }
    response
      .type('application/problem+json')
      .send(JSON.stringify({ ...problem, traceId: randomUUID() }))
  }
}

/** What v1 could also send with status 200. */
export function toErrorEnvelope({ errorType, message }: Trouble): object {
  return { errorType, isError: true, errorCode: null, errorMessage: message, traceId: randomUUID() }
}
