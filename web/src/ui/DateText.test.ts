import { expect, it } from 'vitest'
import { toInstant } from '@skrin/shared/dates'
import { mountInApp, testNowMs } from '../testing/mountInApp.ts'
import DateText from './DateText.vue'

it('tells a distance, with the exact time for those who want it', async () => {
  const value = toInstant(testNowMs - 3 * 60_000)

  const wrapper = await mountInApp(DateText, {
    props: { value, format: 'relative' },
    language: 'sv',
  })

  expect(wrapper.text()).toBe('för 3 minuter sedan')
  expect(wrapper.attributes()).toMatchObject({ datetime: value, title: '14:02' })
})
