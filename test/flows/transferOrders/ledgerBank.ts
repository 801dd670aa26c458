import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { assertNever } from '@skrin/shared/assertNever'
import * as v from 'valibot'

/** What goes wrong when a transfer is sent; `lost`: the connection is cut, `late`: after the caller gave up. */
export const sendingFaults = [
  'none',
  'slow_answer',
  'moved',
  'refuse',
  'lost_after',
  'lost_before',
  'late_answer',
  'late_execution',
  'error_after',
  'error_before',
  'garbage_after',
  'rate_limited',
  'unauthorized',
  'crash_before_sending',
  'crash_after_execution',
  'crash_before_saving',
] as const
export type SendingFault = (typeof sendingFaults)[number]

/** What goes wrong when the list is asked for. */
export const listFaults = ['none', 'error', 'partial', 'lost'] as const
export type ListFault = (typeof listFaults)[number]

const sentTransfer = v.looseObject({
  order: v.string(),
  amount: v.string(),
  message: v.string(),
})
export type SentTransfer = v.InferOutput<typeof sentTransfer>

interface Row extends SentTransfer {
  isShown: boolean
}

/** Two accounts of one customer, and everything that was ever carried out between them. */
export interface Lane {
  readonly token: string
  /** One for each transfer that is sent, in turn; then nothing goes wrong. */
  readonly sendingFaults: SendingFault[]
  readonly listFaults: ListFault[]
  /** Whether the list has what is carried out at once, or only when somebody calls `show`. */
  showsAtOnce: boolean
  /** In the order in which it happened: the truth. */
  readonly carriedOut: Row[]
  /** Ends the program that is sending now; set by whoever starts such programs. */
  killSender: () => Promise<void>
}

/** A bank without a memory for what was sent before: it carries out whatever comes, as often as it comes. */
export interface LedgerBank extends AsyncDisposable {
  readonly url: string
  /** Everything that arrived. */
  readonly sent: readonly SentTransfer[]
  openLane(token: string): Lane
  /** How often an order was carried out. */
  countExecutions(lane: Lane, order: string): number
  show(lane: Lane): void
  /** Resolves when nothing is carried out late any more. */
  settle(): Promise<void>
}

export const SLOW_MS = 15
export const TIMEOUT_MS = 600
const LATE_MS = 700

export async function startLedgerBank(): Promise<LedgerBank> {
  const lanes = new Map<string, Lane>()
  const late = new Set<Promise<unknown>>()
  const sent: SentTransfer[] = []
  const server = createServer((request, response) => {
    const lane = lanes.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (!lane) return void response.writeHead(401).end()
    const answering = answer({ lane, sent }, request, response)
    late.add(answering)
    void answering.finally(() => late.delete(answering))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    sent,
    openLane(token) {
      const plans = { sendingFaults: [], listFaults: [], carriedOut: [] }
      const killSender = () => Promise.resolve()
      const lane: Lane = { token, showsAtOnce: true, killSender, ...plans }
      lanes.set(token, lane)
      return lane
    },
    countExecutions: (lane, order) => lane.carriedOut.filter((row) => row.order === order).length,
    show(lane) {
      for (const row of lane.carriedOut) row.isShown = true
    },
    async settle() {
      while (late.size > 0) await Promise.allSettled(late)
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(
  { lane, sent }: { lane: Lane; sent: SentTransfer[] },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString()
  if (request.method === 'POST') {
    const transfer = v.parse(sentTransfer, JSON.parse(text))
    sent.push(transfer)
    await receive(lane, transfer, response)
  } else if (request.url?.startsWith('/transfers') === true) list(lane, request, response)
  else send(response, 200, {})
}

async function receive(
  lane: Lane,
  transfer: SentTransfer,
  response: ServerResponse,
): Promise<void> {
  const carryOut = () => lane.carriedOut.push({ ...transfer, isShown: lane.showsAtOnce })
  const cut = () => response.socket?.resetAndDestroy()
  const fault = lane.sendingFaults.shift() ?? 'none'
  switch (fault) {
    case 'refuse':
      return send(response, 422, { code: 'insufficient_funds' })
    case 'rate_limited':
      return void response.writeHead(429, { 'retry-after': '1' }).end()
    case 'unauthorized':
      return void response.writeHead(401).end()
    case 'lost_before':
      return void cut()
    case 'error_before':
      return send(response, 503, {})
    case 'late_execution':
      cut()
      await delay(SLOW_MS)
      return void carryOut()
    case 'lost_after':
      carryOut()
      return void cut()
    case 'error_after':
      carryOut()
      return send(response, 500, {})
    case 'garbage_after':
      carryOut()
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Oops')
    case 'crash_after_execution':
      carryOut()
      await lane.killSender()
      return void cut()
    case 'crash_before_saving':
      carryOut()
      await lane.killSender()
      return send(response, 200, { state: 'done' })
    case 'late_answer':
      carryOut()
      await delay(LATE_MS)
      return send(response, 200, { state: 'done' })
    case 'slow_answer':
      await delay(SLOW_MS)
      carryOut()
      await delay(SLOW_MS)
      return send(response, 200, { state: 'done' })
    case 'crash_before_sending':
      throw new Error('killed before, and yet it sends')
    case 'none':
    case 'moved':
      carryOut()
      return send(response, 200, { state: fault === 'moved' ? 'moved' : 'done' })
    default:
      return assertNever(fault)
  }
}

function list(lane: Lane, request: IncomingMessage, response: ServerResponse): void {
  const fault = lane.listFaults.shift() ?? 'none'
  if (fault === 'error') return send(response, 503, {})
  if (fault === 'lost') return void response.socket?.resetAndDestroy()
  const { searchParams } = new URL(request.url ?? '', 'http://bank.invalid')
  const like = lane.carriedOut.filter(
    ({ isShown, amount, message }) =>
      isShown &&
      amount === searchParams.get('amount') &&
      // As banks do it: a text that is not there fits every other one.
      (message === '' || message === searchParams.get('message')),
  )
  send(response, 200, { count: like.length, isWhole: fault === 'none' })
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
