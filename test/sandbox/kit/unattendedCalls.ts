import { localDateIn } from '@skrin/shared/dates'

const PER_DAY = 4

/** Calls without a person there (EU 2018/389 Art. 36(5)(b)): four a day per subject, counted anew from the bank's midnight. */
export class UnattendedCalls {
  readonly #now: () => number
  readonly #timeZone: string
  #day = ''
  #counts = new Map<string, number>()

  constructor(now: () => number, timeZone: string) {
    this.#now = now
    this.#timeZone = timeZone
  }

  /** Whether this call is still within the day's four. */
  allow(...subject: readonly string[]): boolean {
    const today = localDateIn(this.#timeZone, this.#now())
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
    const time = new Intl.DateTimeFormat('en-GB', { timeZone: this.#timeZone, timeStyle: 'medium' })
    const [hours = 0, minutes = 0, seconds = 0] = time.format(this.#now()).split(':').map(Number)
    return 24 * 60 * 60 - (hours * 60 + minutes) * 60 - seconds
  }
}
