import { localDateIn } from '@skrin/shared/dates'
import { ZONE } from './parts.ts'

const PER_DAY = 4

/** Calls without PSU-IP-Address: four a day per consent, account and operation, counted anew from midnight. */
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

  secondsToMidnight(): number {
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, timeStyle: 'medium' })
    const [hours = 0, minutes = 0, seconds = 0] = time.format(this.#now()).split(':').map(Number)
    return 24 * 60 * 60 - (hours * 60 + minutes) * 60 - seconds
  }
}
