/** Where on a drawing its lines and bars stand, in px of its own coordinates; amounts and days are written around it. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Range {
  readonly low: number
  readonly high: number
}

export const AMOUNTS_PX = 80
const DAYS_PX = 24
const EDGE_PX = 8

/** Amounts stand at the right, days below. */
export function toPlot(widthPx: number, heightPx: number): Plot {
  return { left: 0, right: widthPx - AMOUNTS_PX, top: EDGE_PX, bottom: heightPx - DAYS_PX }
}

export function toPlotY(value: number, { low, high }: Range, { top, bottom }: Plot): number {
  const share = high === low ? 0.5 : (value - low) / (high - low)
  return round(bottom - share * (bottom - top))
}

/** `share` of the way from the left edge to the right one. */
export function toPlotX(share: number, { left, right }: Plot): number {
  return round(left + share * (right - left))
}

export function round(px: number): number {
  return Math.round(px * 100) / 100
}
