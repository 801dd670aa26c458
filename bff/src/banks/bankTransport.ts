import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { Agent } from 'undici'
import type { Dispatcher } from 'undici'
import { BankError } from './bankError.ts'

export interface TransportLimits {
  /** The whole exchange, connecting and body included: a drip-feed ends too. */
  readonly totalMs: number
  /** Bytes of the body, as sent and after decoding. */
  readonly maxBytes: number
  /** Parallel exchanges with one bank; more wait. */
  readonly connections: number
}

export const defaultLimits: TransportLimits = {
  totalMs: 20_000,
  maxBytes: 16 * 1024 * 1024,
  connections: 6,
}

export interface ClientCertificate {
  readonly pfx: Buffer
  readonly passphrase: string | undefined
}

export interface BankRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

export interface BankResponse {
  readonly status: number
  readonly headers: Dispatcher.ResponseData['headers']
  readonly body: Buffer
}

/** The sockets to one bank: certificates checked, redirects never followed, everything bounded. */
export interface BankTransport {
  readonly limits: TransportLimits
  readonly dispatcher: Agent
  /** @throws BankError bank_unreachable, bank_timeout or bank_wrong_answer */
  send(request: BankRequest): Promise<BankResponse>
  close(): Promise<void>
}

export function createBankTransport(
  options: { limits?: Partial<TransportLimits>; certificate?: ClientCertificate } = {},
): BankTransport {
  const limits = { ...defaultLimits, ...options.limits }
  const { certificate } = options
  const dispatcher = new Agent({
    connections: limits.connections,
    pipelining: 1,
    keepAliveTimeout: 20_000,
    headersTimeout: limits.totalMs,
    bodyTimeout: limits.totalMs,
    maxResponseSize: limits.maxBytes,
    connect: {
      timeout: Math.min(8000, limits.totalMs),
      ...(certificate && { pfx: certificate.pfx, passphrase: certificate.passphrase ?? '' }),
    },
  })
  return {
    limits,
    dispatcher,
    send: (request) => send({ dispatcher, limits }, request),
    close: () => dispatcher.destroy(),
  }
}

async function send(
  { dispatcher, limits }: { dispatcher: Agent; limits: TransportLimits },
  request: BankRequest,
): Promise<BankResponse> {
  try {
    const response = await dispatcher.request({
      origin: request.url.origin,
      path: request.url.pathname + request.url.search,
      method: request.method,
      headers: { ...request.headers, 'accept-encoding': 'identity' },
      body: request.body ?? null,
      signal: AbortSignal.timeout(limits.totalMs),
    })
    const wireBody = Buffer.from(await response.body.arrayBuffer())
    const body = await decode(wireBody, response.headers['content-encoding'], limits.maxBytes)
    return { status: response.statusCode, headers: response.headers, body }
  } catch (error) {
    throw toTransportError(error)
  }
}

const decoders = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
])

/** A bank that compresses although not asked to: bounded, so that a small body cannot become a huge one. */
async function decode(
  body: Buffer,
  encoding: string | string[] | undefined,
  maxBytes: number,
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body
  const decoder = typeof encoding === 'string' ? decoders.get(encoding.toLowerCase()) : undefined
  if (!decoder) throw new BankError('bank_wrong_answer', { field: '(content-encoding)' })
  try {
    return await decoder(body, { maxOutputLength: maxBytes })
  } catch (cause) {
    throw new BankError('bank_wrong_answer', { field: '(size or encoding)', cause })
  }
}

/** No connection came about, so not a byte of the request was sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** A way that is gone has the same codes on a connection that was kept open, where a request may have left already. */
function isOfOpenConnection(error: unknown): boolean {
  const call: unknown = error instanceof Error ? Reflect.get(error, 'syscall') : undefined
  return call === 'read' || call === 'write'
}

/** undici and Node tell failures by codes; a body over the limit is the bank's fault, the rest is the network's. */
export function toTransportError(error: unknown): BankError {
  if (error instanceof BankError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const isTimeout =
    (error instanceof Error && error.name === 'TimeoutError') ||
    ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT'].includes(code)
  const changedNothing = beforeSending.has(code) && !isOfOpenConnection(error)
  if (isTimeout) return new BankError('bank_timeout', { cause: error, changedNothing })
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') {
    return new BankError('bank_wrong_answer', { field: '(size)', cause: error })
  }
  return new BankError('bank_unreachable', { cause: error, changedNothing })
}
