import type { LocalDate } from '@skrin/shared/brand'
import { addDays, parseLocalDate } from '@skrin/shared/dates'

export type BankCountry = 'NO' | 'SE'

// Month and day.
const fixed: Readonly<Record<BankCountry, readonly string[]>> = {
  NO: ['01-01', '05-01', '05-17', '12-25', '12-26'],
  // The eves of Christmas and the New Year are no holidays by law, but no bank is open.
  SE: ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'],
}
// Days from Easter Sunday: Maundy Thursday (in Norway), Good Friday, Easter Monday, Ascension, Whit Monday (in Norway).
const movable: Readonly<Record<BankCountry, readonly number[]>> = {
  NO: [-3, -2, 1, 39, 50],
  SE: [-2, 1, 39],
}

/** Whether banks of the country move money between them: no weekend, no public holiday. */
export function isBankingDay(date: LocalDate, country: BankCountry): boolean {
  const weekday = weekdayOf(date)
  if (weekday > 5 || fixed[country].includes(date.slice(5))) return false
  if (country === 'SE' && isMidsummerEve(date, weekday)) return false
  const easter = easterSunday(Number(date.slice(0, 4)))
  return !movable[country].some((days) => addDays(easter, days) === date)
}

/** The day itself when banks are open on it, else the first one after it on which they are. */
export function toBankingDay(date: LocalDate, country: BankCountry): LocalDate {
  let day = date
  while (!isBankingDay(day, country)) day = addDays(day, 1)
  return day
}

export function nextBankingDay(date: LocalDate, country: BankCountry): LocalDate {
  return toBankingDay(addDays(date, 1), country)
}

/** The Friday from 19 to 25 June. */
function isMidsummerEve(date: LocalDate, weekday: number): boolean {
  return weekday === 5 && date.slice(5) >= '06-19' && date.slice(5) <= '06-25'
}

/** Gregorian calendar, after Meeus, Jones and Butcher. */
function easterSunday(year: number): LocalDate {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const ofCentury = year % 100
  const correction = Math.floor((8 * century + 13) / 25)
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451)
  const afterMarch1 = epact + weekday - 7 * shift + 21
  return addDays(firstOfMarch(year), afterMarch1)
}

function firstOfMarch(year: number): LocalDate {
  return parseLocalDate(`${year}-03-01`)
}

/** Monday is 1, Sunday 7. */
function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}
