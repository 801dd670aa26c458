import { expect, it } from 'vitest'
import { ApiError } from '../api/apiError.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import ProblemNotice from './ProblemNotice.vue'

const toError = (status: number, code: 'forbidden' | 'internal') =>
  new ApiError({ type: 'about:blank', title: code, status, code, reference: 'r-1' })
const error = toError(500, 'internal')

it('says the sentence of the code and how to find it in the log, never the code', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error }, language: 'sv' })

  expect(wrapper.text()).toContain('Något gick fel i Skrin.')
  expect(wrapper.text()).toContain('Referens r-1')
  expect(wrapper.text()).not.toContain('internal')
})

it('gives no reference for what is no defect', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error: toError(403, 'forbidden') } })

  expect(wrapper.text()).toBe('This is not shared with you.')
})

it('offers another try only where one can help', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error, retry: true } })

  await wrapper.find('button').trigger('click')

  expect(wrapper.emitted('retried')).toHaveLength(1)
})
