/** What was read is kept until anything is written to the database, by this process or another one. */
export interface ReadCache {
  /** `key` names the query with its parameters. */
  read<T>(key: string, load: () => Promise<T>): Promise<T>
}

const MOST_VALUES = 1000

/**
 * For the few rows that every request reads. Asking SQLite whether anything changed takes a small part of one query, so
 * a session that was ended anywhere is over at the next request. `readVersion` null: nothing is kept.
 */
export function createReadCache(readVersion: () => string | null): ReadCache {
  const values = new Map<string, unknown>()
  let version: string | null = null
  const isCurrent = () => {
    const now = readVersion()
    if (now !== version || values.size > MOST_VALUES) values.clear()
    version = now
    return now
  }
  return {
    async read<T>(key: string, load: () => Promise<T>): Promise<T> {
      const before = isCurrent()
      if (values.has(key)) return values.get(key) as T
      const value = await load()
      // Written meanwhile: what was read may be older than the version that is current now.
      if (before !== null && isCurrent() === before) values.set(key, value)
      return value
    },
  }
}
