import type { CategoryId } from '../brand.ts'

/** How a picker orders them: groups in this order, categories in theirs. */
export const categoryGroups = [
  'home',
  'everyday',
  'transport',
  'person',
  'leisure',
  'money',
  'income',
] as const
export type CategoryGroup = (typeof categoryGroups)[number]

/** Money out and money in: what a category is for. A refund may still stand in the category of the purchase. */
export type CategoryDirection = 'in' | 'out'

interface Entry {
  readonly group: CategoryGroup
  readonly direction: CategoryDirection
}

const home = { group: 'home', direction: 'out' } as const
const everyday = { group: 'everyday', direction: 'out' } as const
const transport = { group: 'transport', direction: 'out' } as const
const person = { group: 'person', direction: 'out' } as const
const leisure = { group: 'leisure', direction: 'out' } as const
const money = { group: 'money', direction: 'out' } as const
const income = { group: 'income', direction: 'in' } as const

/** The categories that every household has, as Nordic households divide their money. The interface has their names. */
const entries = {
  /** Rent, and what a housing cooperative or an owner pays each month. */
  housing: home,
  electricity: home,
  phone_internet: home,
  insurance: home,
  loans: home,
  /** Furniture, tools, repairs. */
  home,
  groceries: everyday,
  eating_out: everyday,
  /** Vinmonopolet, Systembolaget. */
  alcohol: everyday,
  shopping: everyday,
  /** Buses, trains, trams, taxis. */
  transport,
  /** Fuel, charging, tolls, parking, repairs. */
  car: transport,
  health: person,
  /** Kindergarten, after-school care, activities of children. */
  children: person,
  clothing: person,
  /** Hairdresser, cosmetics. */
  care: person,
  education: person,
  pets: person,
  /** Sports, culture, hobbies. */
  leisure,
  travel: leisure,
  /** Streaming, newspapers, apps. */
  subscriptions: leisure,
  /** Presents, and what is given to good causes. */
  gifts: leisure,
  savings: money,
  taxes: money,
  /** Of the bank. */
  fees: money,
  cash: money,
  other_out: money,
  salary: income,
  /** NAV, Försäkringskassan, pensions, child benefit. */
  benefits: income,
  interest: income,
  refunds: income,
  other_in: income,
} as const satisfies Record<string, Entry>

export type BuiltInCategory = keyof typeof entries
export type BuiltInId = CategoryId & BuiltInCategory

export interface BuiltIn extends Entry {
  readonly id: BuiltInId
}

export const builtInCategories: readonly BuiltIn[] = Object.entries(entries).map(([id, entry]) => ({
  id: id as BuiltInId,
  ...entry,
}))

const byId = new Map<string, BuiltIn>(builtInCategories.map((category) => [category.id, category]))

/** null: it is one of the household's own, or none. */
export function findBuiltIn(id: string): BuiltIn | null {
  return byId.get(id) ?? null
}
