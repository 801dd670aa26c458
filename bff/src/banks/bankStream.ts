import type { Dispatcher } from 'undici'
import { BankError } from './bankError.ts'
import { toTransportError } from './bankTransport.ts'
import type { BankTransport } from './bankTransport.ts'

/** Bytes kept back before the first is passed on: most answers are then whole, and a bad one still becomes a problem. */
const HELD_BYTES = 256 * 1024

export interface StreamedHead {
  readonly status: number
  readonly contentType: string | undefined
  readonly headers: Record<string, string | string[] | undefined>
}

/** Where a streamed answer goes. */
export interface StreamSink {
  /** Before the first byte. False: the body is not wanted; `end` follows with nothing. */
  begin(head: StreamedHead): boolean
  /** False: not now; `resume` of the returned handle goes on. */
  write(chunk: Buffer): boolean
  /** `held`: the whole body, where it was short enough to be kept back. */
  end(held: Buffer | null): void
  /** After `begin` accepted: what was passed on is incomplete. Before: nothing was passed on. */
  fail(error: BankError): void
  /** `abort` of the handle was called: nothing more comes. */
  aborted(): void
}

export interface StreamRequest {
  readonly origin: string
  /** With the query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface StreamHandle {
  resume(): void
  abort(): void
}

/** One GET whose body is passed on as it comes, within the transport's limits of time and size. */
export function streamFromBank(
  transport: BankTransport,
  request: StreamRequest,
  sink: StreamSink,
): StreamHandle {
  const receiver = new StreamReceiver(transport, sink)
  const { origin, path, headers } = request
  transport.dispatcher.dispatch({ origin, path, headers, method: 'GET' }, receiver)
  return receiver
}

/** Holds the state of one exchange between undici's callbacks. */
class StreamReceiver implements Dispatcher.DispatchHandler, StreamHandle {
  readonly #sink: StreamSink
  readonly #maxBytes: number
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | undefined
  #held: Buffer[] = []
  #bytes = 0
  #head: StreamedHead | undefined
  #state: 'waiting' | 'holding' | 'passing' | 'done' = 'waiting'

  constructor({ limits }: BankTransport, sink: StreamSink) {
    this.#sink = sink
    this.#maxBytes = limits.maxBytes
    this.#timer = setTimeout(() => this.#fail(new BankError('bank_timeout')), limits.totalMs)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#state === 'done') controller.abort(new Error('not wanted any more'))
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    // 1xx answers come before the real one.
    if (status < 200) return
    const type = headers['content-type']
    this.#head = { status, headers, contentType: typeof type === 'string' ? type : type?.[0] }
    this.#state = 'holding'
    const encoding = headers['content-encoding']
    if (encoding !== undefined && encoding !== 'identity') {
      this.#fail(new BankError('bank_wrong_answer', { field: '(content-encoding)' }))
    } else if (Number(headers['content-length'] ?? 0) > this.#maxBytes) {
      this.#fail(new BankError('bank_wrong_answer', { field: '(size)' }))
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#state === 'done') return
    this.#bytes += chunk.length
    if (this.#bytes > this.#maxBytes) {
      this.#fail(new BankError('bank_wrong_answer', { field: '(size)' }))
      return
    }
    if (this.#state === 'holding') {
      this.#held.push(chunk)
      if (this.#bytes <= HELD_BYTES) return
      if (!this.#isWanted()) {
        this.#stop()
        this.#sink.end(null)
        return
      }
      chunk = join(this.#held)
      this.#held = []
      this.#state = 'passing'
    }
    if (!this.#sink.write(chunk)) controller.pause()
  }

  onResponseEnd(): void {
    if (this.#state === 'done') return
    const isHeld = this.#state === 'holding'
    // The exchange is over: its socket is another request's by now, so nothing is aborted any more.
    this.#finish()
    if (isHeld && !this.#isWanted()) this.#sink.end(null)
    else this.#sink.end(isHeld ? join(this.#held) : null)
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(toTransportError(error))
  }

  resume(): void {
    if (this.#state === 'passing') this.#controller?.resume()
  }

  abort(): void {
    if (this.#state === 'done') return
    this.#stop()
    this.#sink.aborted()
  }

  #stop(): void {
    this.#finish()
    this.#controller?.abort(new Error('not wanted any more'))
  }

  #isWanted(): boolean {
    return this.#head !== undefined && this.#sink.begin(this.#head)
  }

  #fail(error: BankError): void {
    if (this.#state === 'done') return
    this.#stop()
    this.#sink.fail(error)
  }

  #finish(): void {
    this.#state = 'done'
    clearTimeout(this.#timer)
  }
}

function join(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return only && chunks.length === 1 ? only : Buffer.concat(chunks)
}
