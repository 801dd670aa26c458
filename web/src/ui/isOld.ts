import type { Instant } from '@skrin/shared/brand'
import { instantMs } from '@skrin/shared/dates'

const DAY_MS = 86_400_000

/** Figures that are more than a day old ask for attention; until then their time is told quietly. */
export function isOld(asOf: Instant, nowMs: number): boolean {
  return nowMs - instantMs(asOf) > DAY_MS
}
