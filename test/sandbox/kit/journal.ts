/** One request that a sandbox bank received, for tests to look at. */
export interface JournalEntry {
  readonly at: number
  readonly bank: string
  readonly operation: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly form: Readonly<Record<string, unknown>>
  status: number | null
}

const KEPT = 5000

export class Journal {
  readonly #entries: JournalEntry[] = []
  readonly #secrets = new Set<string>()

  note(entry: JournalEntry): JournalEntry {
    this.#entries.push(entry)
    if (this.#entries.length > KEPT) this.#entries.shift()
    return entry
  }

  entries(bank?: string, operation?: string): JournalEntry[] {
    return this.#entries.filter(
      (entry) =>
        (bank === undefined || entry.bank === bank) &&
        (operation === undefined || entry.operation === operation),
    )
  }

  clear(): void {
    this.#entries.length = 0
  }

  /** Every token, code and secret that a sandbox bank gave out or accepts. */
  plant(secret: string): string {
    this.#secrets.add(secret)
    return secret
  }

  secrets(): string[] {
    return [...this.#secrets]
  }
}
