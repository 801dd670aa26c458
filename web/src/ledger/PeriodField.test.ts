import * as v from 'valibot'
import { localDate } from '@skrin/shared/api/primitives'
import { expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import PeriodField from './PeriodField.vue'
import { emptyFilter } from './transactionFilter.ts'

const day = (text: string) => v.parse(localDate, text)

it('says at the field that the last day is before the first', async () => {
  const filter = { ...emptyFilter, from: day('2026-10-10'), to: day('2026-10-01') }

  const wrapper = await mountInApp(PeriodField, { props: { filter, today: day('2026-10-14') } })
  const [from, to] = wrapper.findAll('input')

  expect(from?.attributes('aria-invalid')).toBeUndefined()
  expect(to?.attributes('aria-invalid')).toBe('true')
  expect(wrapper.text()).toContain('This day is before the first one, so nothing matches.')
})

it('is silent about one day, and about an open end', async () => {
  for (const to of [day('2026-10-10'), null]) {
    const filter = { ...emptyFilter, from: day('2026-10-10'), to }
    const wrapper = await mountInApp(PeriodField, { props: { filter, today: day('2026-10-14') } })

    expect(wrapper.find('[aria-invalid]').exists()).toBe(false)
  }
})
