import { Counter, Histogram } from 'prom-client'
import type { Registry } from 'prom-client'
import type { Log, LogFields } from '../log.ts'

/** Counts events whatever the level of the log is. */
export function countEvents(log: Log, registry: Registry): Log {
  const count = createCounters(registry)
  const counting = (write: (fields: LogFields) => void) => (fields: LogFields) => {
    count(fields)
    write(fields)
  }
  return {
    debug: counting(log.debug),
    info: counting(log.info),
    warn: counting(log.warn),
    error: counting(log.error),
  }
}

function createCounters(registry: Registry): (fields: LogFields) => void {
  const registers = [registry]
  const requests = new Counter({
    name: 'skrin_requests_total',
    help: 'Requests by method, route and status; aborted: the browser went away',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'skrin_request_duration_seconds',
    help: 'How long requests took, by route',
    labelNames: ['route'],
    registers,
  })
  const refreshes = new Counter({
    name: 'skrin_token_refreshes_total',
    help: 'Refreshes of bank tokens by bank and result',
    labelNames: ['bank', 'result'],
    registers,
  })
  const rounds = new Counter({
    name: 'skrin_sync_rounds_total',
    help: 'Rounds of asking a connection, by bank and result',
    labelNames: ['bank', 'result'],
    registers,
  })
  const backups = new Counter({
    name: 'skrin_backups_total',
    help: 'Scheduled backups by result',
    labelNames: ['result'],
    registers,
  })
  const messages = new Counter({
    name: 'skrin_notice_messages_total',
    help: 'Messages of notices by channel and result: ok, failed (tried again) or refused',
    labelNames: ['channel', 'result'],
    registers,
  })
  return (fields) => {
    const { event, method = '', route = '', status = 0, ms = 0, bank = '', code } = fields
    switch (event) {
      case 'request.ended':
        requests.inc({ method, route, status })
        return durations.observe({ route }, ms / 1000)
      case 'request.aborted':
        return requests.inc({ method, route, status: 'aborted' })
      case 'token.refreshed':
        return refreshes.inc({ bank, result: 'ok' })
      case 'token.refresh_failed':
        return refreshes.inc({ bank, result: code ?? 'failed' })
      case 'sync.ended':
        return rounds.inc({ bank, result: code ?? 'ok' })
      case 'backup.made':
        return backups.inc({ result: 'ok' })
      case 'backup.failed':
        return backups.inc({ result: 'failed' })
      case 'notice.sent':
        return messages.inc({ channel: fields.field ?? '', result: code ?? '' })
    }
  }
}
