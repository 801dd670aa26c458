import { expect, it } from 'vitest'
import { ApiError } from '../api/apiError.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import ProblemNotice from './ProblemNotice.vue'

const toError = (status: number, code: 'forbidden' | 'internal' | 'too_many_requests', more = {}) =>
  new ApiError({ type: 'about:blank', title: code, status, code, reference: 'r-1', ...more })
const error = toError(500, 'internal')

it('says the sentence of the code and how to find it in the log, never the code', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error }, language: 'sv' })

  expect(wrapper.text()).toContain('Något gick fel i Skrin.')
  expect(wrapper.text()).toContain('Referens r-1')
  expect(wrapper.text()).not.toContain('internal')
})

it('gives no reference for what is no defect', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error: toError(403, 'forbidden') } })

  expect(wrapper.text()).toBe('This is not open to you here.')
})

it('offers another try only where one can help', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error, retry: true } })

  await wrapper.find('button').trigger('click')

  expect(wrapper.emitted('retried')).toHaveLength(1)
})

it.each([
  ['en', 'You can try again in 4 minutes.'],
  ['nb', 'Du kan prøve igjen om 4 minutter.'],
  ['sv', 'Du kan försöka igen om 4 minuter.'],
] as const)('says in %s how long to wait after too many attempts', async (language, sentence) => {
  const limit = toError(429, 'too_many_requests', { retryAt: '2026-10-14T12:08:30.000Z' })

  const wrapper = await mountInApp(ProblemNotice, { props: { error: limit }, language })

  expect(wrapper.text()).toContain(sentence)
})

it('is silent about what the person called off', async () => {
  const calledOff = new DOMException('not confirmed', 'AbortError')

  const wrapper = await mountInApp(ProblemNotice, { props: { error: calledOff } })

  expect(wrapper.text()).toBe('')
})
