import { expect, it } from 'vitest'
import { ApiError } from '../api/apiError.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import ProblemNotice from './ProblemNotice.vue'

const error = new ApiError({
  type: 'about:blank',
  title: 'forbidden',
  status: 403,
  code: 'forbidden',
  reference: 'r-1',
})

it('says the sentence of the code and how to find it in the log, never the code', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error }, language: 'sv' })

  expect(wrapper.text()).toContain('Det här är inte delat med dig.')
  expect(wrapper.text()).toContain('Referens r-1')
  expect(wrapper.text()).not.toContain('forbidden')
})

it('offers another try only where one can help', async () => {
  const wrapper = await mountInApp(ProblemNotice, { props: { error, retry: true } })

  await wrapper.find('button').trigger('click')

  expect(wrapper.emitted('retried')).toHaveLength(1)
})
