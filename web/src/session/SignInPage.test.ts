import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import SignInPage from './SignInPage.vue'
import { useSession } from './useSession.ts'
import { toSession } from '../testing/wireData.ts'

const kari = { id: 'member-1', name: 'Kari Nordmann', role: 'owner' }
const visitor = toSession({ member: null })
const demoVisitor = { ...visitor, demo: { members: [kari] } }

async function mountPage() {
  const wrapper = await mountInApp(SignInPage, { path: '/sign-in' })
  await useSession().ensureSession()
  await flushPromises()
  return wrapper
}

describe('in the demo', () => {
  it('offers the people as buttons and says that all is invented', async () => {
    const api = fakeApi({
      'GET /api/session': demoVisitor,
      'POST /api/session': { ...demoVisitor, member: kari },
    })
    const wrapper = await mountPage()

    await wrapper.find('button').trigger('click')
    await flushPromises()

    expect(wrapper.text()).toContain('are all invented')
    expect(await api.requests.at(-1)?.json()).toEqual({ member: 'member-1' })
    expect(useSession().member?.name).toBe('Kari Nordmann')
  })
})

describe('with a password', () => {
  it('signs in', async () => {
    const api = fakeApi({
      'GET /api/session': visitor,
      'POST /api/session': { ...visitor, member: kari },
    })
    const wrapper = await mountPage()

    await wrapper.find('[name=username]').setValue('Kari')
    await wrapper.find('[name=password]').setValue('password-1')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    expect(await api.requests.at(-1)?.json()).toEqual({ name: 'Kari', password: 'password-1' })
  })

  it('says that name and password do not match, and forgets the password', async () => {
    fakeApi({
      'GET /api/session': visitor,
      'POST /api/session': problemAnswer(401, 'invalid_credentials'),
    })
    const wrapper = await mountPage()

    await wrapper.find('[name=password]').setValue('password-1')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    expect(wrapper.find('[role=alert]').text()).toContain('do not match')
    const field = wrapper.find<HTMLInputElement>('[name=password]').element
    expect(field.value).toBe('')
    expect(document.activeElement).toBe(field)
  })
})
