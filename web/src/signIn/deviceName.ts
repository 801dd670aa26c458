const devices: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/CrOS/, 'Chromebook'],
  [/Macintosh/, 'Mac'],
  [/Windows/, 'Windows'],
  [/Linux/, 'Linux'],
]

/** What a browser's own description says it runs on, as a first proposal for a name; null when it does not say. */
export function toDeviceName(userAgent: string): string | null {
  return devices.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
}
