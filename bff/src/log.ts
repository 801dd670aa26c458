import pino from 'pino'
import type { DestinationStream } from 'pino'
import type { LogLevel } from './config/config.ts'

/**
 * What a log line may hold. Everything else is dropped, whatever is passed: no token, number, name, address or body can
 * reach the log by mistake.
 */
export interface LogFields {
  /** `noun.past`: `token.refreshed`, `request.ended`. */
  readonly event: string
  readonly reference?: string
  readonly bank?: string
  readonly connection?: string
  readonly member?: string
  readonly method?: string
  /** The route's template, never the URL that was asked for. */
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  readonly count?: number
  readonly code?: string
  readonly field?: string
  readonly url?: string
  readonly detail?: string
  readonly error?: unknown
}

export interface Log {
  debug(fields: LogFields): void
  info(fields: LogFields): void
  warn(fields: LogFields): void
  error(fields: LogFields): void
}

const textFields = [
  'reference',
  'bank',
  'connection',
  'member',
  'method',
  'route',
  'code',
  'field',
  'url',
  'detail',
] as const
const numberFields = ['status', 'ms', 'count'] as const

export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  const logger = pino(options, destination ?? getStdout())
  const at = (name: 'debug' | 'info' | 'warn' | 'error') => (fields: LogFields) => {
    if (logger.isLevelEnabled(name)) logger[name](toAllowed(fields), fields.event)
  }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

const BUFFERED_BYTES = 4096
const BUFFERED_MS = 100

let stdout: DestinationStream | undefined

/** One for the process: two that hold lines back would mix up their order. */
function getStdout(): DestinationStream {
  return (stdout ??= createStdout())
}

/** Standard output, several lines in one write: one write for each would cost a request more than its session does. */
function createStdout(): DestinationStream {
  const buffered = pino.destination({ dest: 1, sync: true, minLength: BUFFERED_BYTES })
  let isFlushDue = false
  const flush = () => {
    isFlushDue = false
    buffered.flushSync()
  }
  process.once('exit', flush)
  return {
    write(line) {
      buffered.write(line)
      if (isFlushDue) return
      isFlushDue = true
      setTimeout(flush, BUFFERED_MS).unref()
    },
  }
}

function toAllowed(fields: LogFields): Record<string, string | number> {
  const allowed: Record<string, string | number> = {}
  for (const name of textFields) {
    const value = fields[name]
    if (typeof value === 'string') allowed[name] = value.slice(0, 200)
  }
  for (const name of numberFields) {
    const value = fields[name]
    if (typeof value === 'number') allowed[name] = value
  }
  if (fields.error !== undefined) allowed['error'] = describeError(fields.error)
  return allowed
}

/**
 * Names and codes along the chain of causes, and where in our code it happened. Messages of others can hold whole
 * token responses (openid-client's causes do), so none is printed.
 */
function describeError(error: unknown): string {
  const parts: string[] = []
  let current: unknown = error
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const code =
      'code' in current && typeof current.code === 'string' ? `(${current.code.slice(0, 60)})` : ''
    parts.push(current.name.slice(0, 60) + code)
    current = current.cause
  }
  const frame =
    error instanceof Error ? /\/(src\/[\w/.-]+:\d+)/.exec(error.stack ?? '')?.[1] : undefined
  return parts.join(' < ') + (frame ? ` at ${frame}` : '')
}
