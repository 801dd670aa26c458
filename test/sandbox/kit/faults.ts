import type { RequestHandler, Response } from 'express'
import type { Journal } from './journal.ts'

export const faultKinds = [
  // any bank
  'rate_limited',
  'unavailable',
  'server_error',
  'slow',
  'hang',
  'reset',
  'malformed',
  'wrong_type',
  'huge',
  'deep',
  'redirect',
  'unauthorized',
  'hostile_headers',
  // The bank does as it was asked, and nobody hears of it: the connection is cut.
  'lost_answer',
  // The bank does as it was asked, and says so late.
  'late_answer',
  // meaning depends on the bank: see its sandbox
  'partial',
  'revoked_consent',
  'lost_rotation',
  'changed_ids',
  'wrong_shape',
  'invalid_client',
  // A transfer is refused with the bank's own code as value.
  'refuse',
  // A transfer is carried out on a later day than asked for: the value, or the next day on which banks are open.
  'moved_day',
] as const
export type FaultKind = (typeof faultKinds)[number]

export interface Fault {
  readonly bank: string
  /** `token`, `accounts`, `transactions`, …; `*` for all. */
  readonly operation: string
  readonly kind: FaultKind
  /** How often it strikes; absent: until cleared. */
  readonly times?: number
  /** Seconds for rate_limited, milliseconds for slow and late_answer, a URL for redirect, otherwise as the bank says. */
  readonly value?: number | string
}

/** Faults on demand, set in code or over the control API. */
export class Faults {
  #faults: { fault: Fault; left: number }[] = []

  set(fault: Fault): void {
    this.#faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  clear(bank?: string): void {
    this.#faults = bank === undefined ? [] : this.#faults.filter(({ fault }) => fault.bank !== bank)
  }

  /** The first matching fault, used up by one; undefined when nothing is to go wrong. */
  take(bank: string, operation: string, kinds: readonly FaultKind[]): Fault | undefined {
    const entry = this.#faults.find(
      ({ fault, left }) =>
        left > 0 &&
        fault.bank === bank &&
        (fault.operation === '*' || fault.operation === operation) &&
        kinds.includes(fault.kind),
    )
    if (entry) entry.left--
    return entry?.fault
  }
}

const anyBank = faultKinds.slice(0, faultKinds.indexOf('partial'))

/**
 * First handler of every sandbox route: notes the request in the journal and lets a fault that any bank can have
 * strike. Form bodies must be parsed before it.
 */
export function operation(
  context: { bank: string; faults: Faults; journal: Journal; now: () => number },
  name: string,
): RequestHandler {
  return (request, response, next) => {
    const entry = context.journal.note({
      at: context.now(),
      bank: context.bank,
      operation: name,
      method: request.method,
      url: request.originalUrl,
      headers: { ...request.headers },
      form: typeof request.body === 'object' && request.body !== null ? { ...request.body } : {},
      status: null,
    })
    response.on('finish', () => (entry.status = response.statusCode))
    const fault = context.faults.take(context.bank, name, anyBank)
    if (!fault) return next()
    if (fault.kind === 'slow') return void setTimeout(next, Number(fault.value ?? 3000))
    if (fault.kind === 'hostile_headers') {
      setHostileHeaders(response)
      return next()
    }
    if (fault.kind === 'lost_answer' || fault.kind === 'late_answer') {
      withhold(fault, response)
      return next()
    }
    strike(fault, response)
  }
}

function strike(fault: Fault, response: Response): void {
  switch (fault.kind) {
    case 'rate_limited':
      if (fault.value !== 'none') response.setHeader('Retry-After', String(fault.value ?? 60))
      response.status(429).json({ title: 'Too Many Requests' })
      return
    case 'unavailable':
      response.status(503).end()
      return
    case 'server_error':
      response
        .status(500)
        .type('html')
        .send('<h1>java.lang.NullPointerException at Bank.java:42</h1>')
      return
    case 'hang':
      // Never answered: the caller's own time-out ends it.
      return
    case 'reset':
      response.socket?.resetAndDestroy()
      return
    case 'malformed':
      response.status(200).type('json').send('{"accounts":[{"broken":')
      return
    case 'wrong_type':
      response.status(200).type('html').send('<html><body>Planned maintenance</body></html>')
      return
    case 'huge':
      response.status(200).type('json')
      for (let part = 0; part < 64; part++) response.write(' '.repeat(1024 * 1024))
      response.end('{}')
      return
    case 'deep':
      response
        .status(200)
        .type('json')
        .send('['.repeat(5000) + ']'.repeat(5000))
      return
    case 'redirect':
      response.redirect(307, String(fault.value))
      return
    case 'unauthorized':
      response.status(401).type('text/plain').send('Unauthorized')
      return
    default:
      throw new TypeError(`the kit cannot do ${fault.kind}`)
  }
}

/** What the route does is done; what it then says never leaves, or leaves late. */
function withhold(fault: Fault, response: Response): void {
  const end = response.end.bind(response)
  const endLater = (...content: Parameters<Response['end']>) => {
    if (fault.kind === 'lost_answer') response.socket?.resetAndDestroy()
    else setTimeout(() => end(...content), Number(fault.value ?? 3000)).unref()
    return response
  }
  Object.assign(response, { end: endLater })
}

function setHostileHeaders(response: Response): void {
  response.setHeader('Set-Cookie', 'bank=1; Path=/')
  response.setHeader('Access-Control-Allow-Origin', '*')
  response.setHeader('Content-Security-Policy', "default-src * 'unsafe-inline'")
  response.setHeader('Strict-Transport-Security', 'max-age=0')
  response.setHeader('Clear-Site-Data', '"*"')
  response.setHeader('Server', 'bank/1.0')
  response.setHeader('Refresh', '0; url=https://elsewhere.example')
  response.setHeader('Link', '<https://elsewhere.example>; rel=preload')
  response.setHeader('Service-Worker-Allowed', '/')
}
