import { Registry, collectDefaultMetrics } from 'prom-client'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import { countEvents } from './countEvents.ts'
import { watchBankCalls } from './watchBankCalls.ts'
import { watchHousehold } from './watchHousehold.ts'

/** Counts and figures for Prometheus: banks and routes by name, never a member, an account or a connection. */
export interface Metrics {
  readonly contentType: string
  /** Text exposition format. */
  render(): Promise<string>
  stop(): void
}

export interface MetricsGround {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
}

/** The log that also counts what it is told; the events are the one source of both. */
export interface MeteredLog {
  readonly log: Log
  /** Once there is a database to ask. */
  open(ground: MetricsGround): Metrics
}

export function meterLog(log: Log): MeteredLog {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    log: countEvents(log, registry),
    open(ground) {
      watchHousehold(registry, ground)
      const stop = watchBankCalls(registry, ground.config.banks)
      return { contentType: registry.contentType, render: () => registry.metrics(), stop }
    },
  }
}
