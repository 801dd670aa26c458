import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import { useToasts } from '../ui/useToasts.ts'
import { useArrivedProblem } from './useArrivedProblem.ts'

const Probe = {
  setup() {
    useArrivedProblem()
    return () => null
  },
}

it('says what the single sign-on came back with, once', async () => {
  const wrapper = await mountInApp(Probe, { path: '/banks?problem=sso_failed&connect=testbank' })
  await flushPromises()

  expect(useToasts().toasts.map(({ text }) => text)).toEqual([
    'Signing in there did not work out. Nothing has changed here; try again.',
  ])
  expect(wrapper.router.currentRoute.value.fullPath).toBe('/banks?connect=testbank')
})

it('leaves what a page says itself to that page', async () => {
  const wrapper = await mountInApp(Probe, { path: '/banks?problem=connect_denied' })
  await flushPromises()

  expect(useToasts().toasts).toEqual([])
  expect(wrapper.router.currentRoute.value.query).toEqual({ problem: 'connect_denied' })
})
