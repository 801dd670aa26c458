import { categoriesAnswer } from '@skrin/shared/api/categories'
import { rulesAnswer } from '@skrin/shared/api/rules'
import { addDays, localDateIn, parseLocalDate } from '@skrin/shared/dates'
import * as v from 'valibot'
import type { Person } from '../world/world.ts'
import type { Visitor } from './visitor.ts'

interface Visit {
  readonly visitor: Visitor
  readonly person: Person
  readonly publicUrl: string
}

const MONTHS = 24

/** What people put into their transactions themselves: a category for the cabin with a rule, and dated rates. */
export async function addMeaning(visit: Visit): Promise<void> {
  if (visit.person.id === 'jonas') await addCabin(visit)
  if (visit.person.id === 'ingrid') await addRates(visit)
}

/** Everything in Årjäng is the cabin's, whatever shop it is. */
async function addCabin({ visitor, publicUrl }: Visit): Promise<void> {
  const { rules } = v.parse(rulesAnswer, await visitor.call('GET', `${publicUrl}/api/rules`))
  if (rules.length > 0) return
  const name = 'Stugan'
  const known = v
    .parse(categoriesAnswer, await visitor.call('GET', `${publicUrl}/api/categories`))
    .categories.find((category) => category.name === name)
  if (!known) await visitor.call('POST', `${publicUrl}/api/categories`, { name, direction: 'out' })
  const { categories } = v.parse(
    categoriesAnswer,
    await visitor.call('GET', `${publicUrl}/api/categories`),
  )
  const cabin = categories.find((category) => category.name === name)
  await visitor.call('POST', `${publicUrl}/api/rules`, {
    when: { contains: 'Årjäng', direction: 'out' },
    set: { category: cabin?.id, tags: ['stuga'] },
    old: true,
  })
}

/** Near those at which the household changes money; one for each month. */
async function addRates({ visitor, publicUrl }: Visit): Promise<void> {
  const today = localDateIn('Europe/Oslo', Date.now())
  const lines = ['date;base;quote;rate']
  for (let month = 0; month <= MONTHS; month++) {
    const date = parseLocalDate(`${addDays(today, -30 * month).slice(0, 7)}-01`)
    const drift = (month * 7) % 11
    lines.push(`${date};EUR;NOK;11.${60 + drift}`, `${date};SEK;NOK;1.0${drift % 10}`)
  }
  await visitor.call('POST', `${publicUrl}/api/rates/import`, { csv: lines.join('\n') })
}
