import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ProblemCode } from '@skrin/shared/problems'
import type { Presence } from '../banks/bank.ts'
import { toRefusal } from '../banks/bankAnswer.ts'
import { BankError } from '../banks/bankError.ts'
import { streamFromBank } from '../banks/bankStream.ts'
import type { StreamedHead, StreamHandle } from '../banks/bankStream.ts'
import type { BankLine } from '../connections/bankAccess.ts'
import type { Clock } from '../clock.ts'
import type { PassTarget } from './passTarget.ts'

/** One request of the pass-through, from its first byte to its last. */
export interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly reference: string
  readonly startedAt: number
  /** What every answer carries, as names and values in turn. */
  readonly headers: readonly string[]
  code: ProblemCode | undefined
  /** What is under way at the bank. No function made for each request: V8 then keeps thousands of them too long. */
  asking: StreamHandle | undefined
}

export interface Attempt {
  readonly line: BankLine
  readonly target: PassTarget
  readonly presence: Presence
  readonly consentId: string | null
  readonly token: string
  readonly clock: Clock
  readonly isLast: boolean
}

/**
 * Asks the bank and passes its answer on as it comes. `unauthorized`: nothing was passed on, another token may help.
 * @throws BankError while nothing was sent to the browser yet
 */
export function passOn(exchange: Exchange, attempt: Attempt): Promise<'sent' | 'unauthorized'> {
  const { res } = exchange
  const { line, target } = attempt
  const { promise, resolve, reject } = Promise.withResolvers<'sent' | 'unauthorized'>()
  let head: StreamedHead | undefined
  let type: string | undefined
  const handle: StreamHandle = streamFromBank(
    line.transport,
    { origin: target.origin, path: target.path, headers: toHeaders(attempt) },
    {
      begin(begun) {
        head = begun
        type = isGood(begun) ? toPassedType(begun.contentType) : undefined
        return type !== undefined
      },
      write(chunk) {
        if (!res.headersSent) writeHead(exchange, { head, type })
        const isRoom = res.write(chunk)
        if (!isRoom) res.once('drain', () => handle.resume())
        return isRoom
      },
      end(held) {
        if (type !== undefined) {
          if (held) writeHead(exchange, { head, type, length: held.length })
          // As Latin-1, where a byte is a letter: Node then sends head and body in one piece.
          res.end(held?.toString('latin1'), 'latin1')
          resolve('sent')
        } else if (head?.status === 401 && !attempt.isLast) resolve('unauthorized')
        else reject(toRefusedError(attempt, head))
      },
      fail(error) {
        // Half an answer is cut off, so that it cannot be taken for a whole one.
        if (res.headersSent) res.destroy()
        else reject(error)
      },
      aborted: () => resolve('sent'),
    },
  )
  exchange.asking = handle
  return promise
}

/** Built anew: nothing of the browser's own headers reaches the bank. */
function toHeaders({ line, consentId, presence, token }: Attempt): Record<string, string> {
  const { settings } = line.config
  const own = line.bank.requestHeaders({ settings, requestId: randomUUID(), consentId, presence })
  return { ...own, authorization: `Bearer ${token}`, 'accept-encoding': 'identity' }
}

interface PassedHead {
  readonly head: StreamedHead | undefined
  readonly type: string | undefined
  /** Unknown where the body is passed on in pieces. */
  readonly length?: number
}

/** Nothing of the bank's own headers reaches the browser but the kind of content, from a short list. */
function writeHead({ res, headers }: Exchange, { head, type = '', length }: PassedHead): void {
  const lines = [...headers, 'Content-Type', type]
  if (length !== undefined) lines.push('Content-Length', String(length))
  res.writeHead(head?.status ?? 200, lines)
}

function isGood({ status }: StreamedHead): boolean {
  return status >= 200 && status <= 299
}

const passedTypes = new Map([
  ['application/json', 'application/json; charset=utf-8'],
  ['application/problem+json', 'application/json; charset=utf-8'],
  ['text/csv', 'text/csv; charset=utf-8'],
  ['application/csv', 'text/csv; charset=utf-8'],
])

function toPassedType(contentType = ''): string | undefined {
  const essence = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (/^application\/[\w.+-]+\+json$/.test(essence)) return passedTypes.get('application/json')
  return passedTypes.get(essence)
}

function toRefusedError(
  { line, target, clock }: Attempt,
  head: StreamedHead | undefined,
): BankError {
  const { status = 0, headers = {} } = head ?? {}
  if (!head || isGood(head))
    return new BankError('bank_wrong_answer', { field: '(content type)', status })
  const answer = { status, headers, body: Buffer.alloc(0) }
  return toRefusal(line.bank, target.call, { response: answer, now: clock.now() })
}
