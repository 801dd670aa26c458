import { localDateIn } from '@skrin/shared/dates'
import { ZONE } from './parts.ts'

const PER_DAY = 4

/** Calls without PSU headers: four a day per session, account and operation, counted anew from midnight. */
export class UnattendedCalls {
  readonly #now: () => number
  #day = ''
  #counts = new Map<string, number>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Whether this call is still within the day's four. */
  allow(...subject: readonly string[]): boolean {
    const today = localDateIn(ZONE, this.#now())
    if (today !== this.#day) {
      this.#day = today
      this.#counts = new Map()
    }
    const key = JSON.stringify(subject)
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, count)
    return count <= PER_DAY
  }
}
