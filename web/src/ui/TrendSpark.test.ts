import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { usePreferences } from '../preferences/usePreferences.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import TrendSpark from './TrendSpark.vue'

const props = { trend: [100000, -5000, 124950], currency: 'NOK' }

it('tells in words what it shows', async () => {
  const wrapper = await mountInApp(TrendSpark, { props, language: 'nb' })

  expect(wrapper.find('svg').attributes('aria-label')).toBe(
    'Siste 3 dager: fra 1\u00a0000,00\u00a0kr til 1\u00a0249,50\u00a0kr, lavest −50,00\u00a0kr, høyest 1\u00a0249,50\u00a0kr',
  )
})

it('draws nought where the balance crosses it', async () => {
  const crossing = await mountInApp(TrendSpark, { props })
  const above = await mountInApp(TrendSpark, { props: { ...props, trend: [1, 2] } })

  expect(crossing.find('line').exists()).toBe(true)
  expect(above.find('line').exists()).toBe(false)
})

it('leaves neither shape nor words when amounts are hidden', async () => {
  const wrapper = await mountInApp(TrendSpark, { props })

  usePreferences().hideAmounts = true
  await nextTick()

  expect(wrapper.find('svg').exists()).toBe(false)
  expect(wrapper.html()).not.toMatch(/\d,\d|NOK/)
})

it('draws nothing of a balance that is not known over time', async () => {
  const wrapper = await mountInApp(TrendSpark, { props: { ...props, trend: [] } })

  expect(wrapper.find('svg').exists()).toBe(false)
})
