import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../preferences/usePreferences.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import RawAnswer from './RawAnswer.vue'

const props = { wire: { amount: '-129.00', note: 'KIWI 505' } }

it('shows the answer as it came, digit by digit', async () => {
  const wrapper = await mountInApp(RawAnswer, { props })

  expect(wrapper.find('pre').text()).toBe('{\n  "amount": "-129.00",\n  "note": "KIWI 505"\n}')
})

it('leaves no digit in it when amounts are hidden', async () => {
  const wrapper = await mountInApp(RawAnswer, { props })

  usePreferences().hideAmounts = true
  await nextTick()

  expect(wrapper.find('pre').text()).not.toMatch(/\d/)
})
