import type { LocalDate } from '@skrin/shared/brand'

export interface Day<Entry> {
  readonly day: LocalDate
  readonly entries: readonly Entry[]
}

/** Entries that stand in the order of their time, under the days that they fall on. */
export function groupByDay<Entry>(
  entries: readonly Entry[],
  toDay: (entry: Entry) => LocalDate,
): readonly Day<Entry>[] {
  const days = new Map<LocalDate, Entry[]>()
  for (const entry of entries) {
    const day = toDay(entry)
    const there = days.get(day)
    if (there) there.push(entry)
    else days.set(day, [entry])
  }
  return [...days].map(([day, ofDay]) => ({ day, entries: ofDay }))
}
