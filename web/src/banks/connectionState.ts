import type { Connection } from '@skrin/shared/api/connections'
import { daysBetween, instantMs, localDateIn } from '@skrin/shared/dates'

/** What a connection needs from its person, which is less than all that is known of it. */
export type ConnectionState = 'working' | 'renewSoon' | 'waiting' | 'failing' | 'reconnect'

const RENEW_SOON_DAYS = 14

export function toConnectionState(
  connection: Connection,
  nowMs: number,
  timeZone: string,
): ConnectionState {
  if (connection.status === 'reconnect') return connection.status
  if (isWaiting(connection, nowMs)) return 'waiting'
  if (connection.status === 'failing') return connection.status
  const days = daysToRenewal(connection, nowMs, timeZone)
  return days !== null && days <= RENEW_SOON_DAYS ? 'renewSoon' : 'working'
}

/** No call may be made yet: the bank asked for quiet, or the calls it allows are used up. */
function isWaiting({ blockedUntil, budget }: Connection, nowMs: number): boolean {
  const moments = [blockedUntil, budget?.nextAt ?? null]
  return moments.some((moment) => moment !== null && instantMs(moment) > nowMs)
}

/** Calendar days until the access ends: 0 is today, negative is past, null is never or unknown. */
export function daysToRenewal(connection: Connection, nowMs: number, timeZone: string) {
  if (connection.renewBy === null) return null
  const today = localDateIn(timeZone, nowMs)
  return daysBetween(today, localDateIn(timeZone, instantMs(connection.renewBy)))
}
