import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import SetUpPage from './SetUpPage.vue'
import { toSession } from '../testing/wireData.ts'

const kari = { id: 'member-1', name: 'Kari', role: 'owner' }

async function submit(answer: unknown) {
  const api = fakeApi({ 'POST /api/setup': answer })
  const wrapper = await mountInApp(SetUpPage, { path: '/set-up' })
  const [code, name, password] = wrapper.findAll('input')
  await code?.setValue(' code-1 ')
  await name?.setValue('Kari')
  await password?.setValue('password-1')
  await wrapper.find('form').trigger('submit')
  await flushPromises()
  return { api, wrapper }
}

it('sends the one-time code and goes on to the banks', async () => {
  const answer = toSession({ member: kari })

  const { api, wrapper } = await submit(answer)

  expect(await api.requests[0]?.json()).toEqual({
    code: 'code-1',
    name: 'Kari',
    password: 'password-1',
  })
  expect(wrapper.router.currentRoute.value.name).toBe('banks')
})

it('says at the field what is wrong with the password', async () => {
  const { wrapper } = await submit(problemAnswer(422, 'password_too_short'))
  const field = wrapper.find('input[type=password]')

  expect(field.attributes('aria-invalid')).toBe('true')
  expect(wrapper.text()).toContain('The password is too short.')
})

it('says at the field that the code is not the one', async () => {
  const { wrapper } = await submit(problemAnswer(403, 'setup_code_invalid'))

  expect(wrapper.find('input').attributes('aria-invalid')).toBe('true')
})
