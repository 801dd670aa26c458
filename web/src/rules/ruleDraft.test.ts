import * as v from 'valibot'
import { expect, it } from 'vitest'
import { rule } from '@skrin/shared/api/rules'
import { isWrongAmount, toDraft, toRule } from './ruleDraft.ts'

const whole = v.parse(rule, {
  id: 'rule-1',
  when: {
    contains: 'rema',
    starts: 'kjøp',
    counterparty: 'Rema 1000',
    min: 5000,
    max: 50050,
    direction: 'out',
    accounts: ['account-1'],
    banks: ['testbank'],
    category: 'none',
  },
  set: { category: 'groceries', tags: ['hytta'], note: 'Til hytta' },
  rows: 3,
})
const empty = toDraft({ when: {}, set: {} }, '.')

it('comes out of the form as it went in', () => {
  expect(toRule(toDraft(whole, ','))).toEqual({ when: whole.when, set: whole.set })
})

it('shows amounts with the reader’s decimal point', () => {
  expect(toDraft(whole, ',').max).toBe('500,50')
})

it('is no rule without a condition, or without anything to do', () => {
  expect(toRule({ ...empty, note: 'Til hytta' })).toBeNull()
  expect(toRule({ ...empty, contains: 'rema' })).toBeNull()
  expect(toRule({ ...empty, contains: '  ', note: 'Til hytta' })).toBeNull()
})

it('is no rule while an amount in it is none', () => {
  const typed = { ...empty, contains: 'rema', note: 'Til hytta', min: 'mye' }

  expect(isWrongAmount(typed.min)).toBe(true)
  expect(toRule(typed)).toBeNull()
  expect(toRule({ ...typed, min: '1 249,50' })?.when).toEqual({ contains: 'rema', min: 124950 })
})
