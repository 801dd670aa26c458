import * as v from 'valibot'
import { syncRun } from './sync.ts'

/**
 * GET /api/events: `text/event-stream` (HTML, section 9.2) of what happens while a page is open, each event with its name
 * and one line of JSON. `sync`: how asking one of the member’s own connections stands. `accounts-changed`: figures or
 * transactions that the member may see have moved. `notices-changed`: there is another notice, or one was read.
 * Lines that begin with a colon only keep the connection open. `Last-Event-ID` takes up where an earlier stream ended.
 */
export const eventSchemas = {
  sync: syncRun,
  'accounts-changed': v.object({}),
  'notices-changed': v.object({}),
} as const
export type EventName = keyof typeof eventSchemas

export type ServerEvent =
  | { readonly event: 'sync'; readonly data: v.InferOutput<typeof syncRun> }
  | { readonly event: 'accounts-changed'; readonly data: Record<string, never> }
  | { readonly event: 'notices-changed'; readonly data: Record<string, never> }
