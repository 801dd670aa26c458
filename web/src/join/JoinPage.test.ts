import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toSession } from '../testing/wireData.ts'
import { useToasts } from '../ui/useToasts.ts'
import JoinPage from './JoinPage.vue'

const emma = { id: 'member-3', name: 'Emma', role: 'child' }
const invitation = {
  role: 'adult',
  name: 'Jonas',
  invitedBy: 'Ingrid',
  household: 'Lindvik',
  member: null,
  expiresAt: '2026-10-21T12:00:00.000Z',
}

async function visit(changes: object = {}, path = '/join#code-1') {
  const api = fakeApi({
    'GET /api/session': toSession({ member: null, household: 'Lindvik' }),
    'POST /api/invites/check': invitation,
    ...changes,
  })
  const wrapper = await mountInApp(JoinPage, { path, before: () => useSession().ensureSession() })
  await flushPromises()
  return { wrapper, api }
}

it('takes the code out of the address, and says who invites to what', async () => {
  const { wrapper, api } = await visit()

  expect(wrapper.router.currentRoute.value.fullPath).toBe('/join')
  expect(await api.requests.at(-1)?.json()).toEqual({ code: 'code-1' })
  expect(wrapper.find('h1').text()).toBe('Join Lindvik')
  expect(wrapper.text()).toContain('Ingrid invites you to Lindvik as an adult.')
})

it('joins with the name and password that are typed, and goes to the overview', async () => {
  const { wrapper, api } = await visit({
    'POST /api/invites/accept': toSession({ member: { ...emma, name: 'Jonas', role: 'adult' } }),
  })

  expect(wrapper.find<HTMLInputElement>('[autocomplete=username]').element.value).toBe('Jonas')
  await wrapper.find('[type=password]').setValue('three long words')
  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(await api.requests.at(-1)?.json()).toEqual({
    code: 'code-1',
    name: 'Jonas',
    password: 'three long words',
  })
  expect(useSession().member?.name).toBe('Jonas')
  expect(wrapper.router.currentRoute.value.name).toBe('overview')
})

it('asks in the demo for nothing, since nobody joins there', async () => {
  const demo = { members: [emma] }
  const { wrapper } = await visit({ 'GET /api/session': toSession({ member: null, demo }) })

  expect(wrapper.text()).toContain('Ingrid invites you to Lindvik as an adult.')
  expect(wrapper.text()).toContain('This is a demo')
  expect(wrapper.find('form').exists()).toBe(false)
})

it.each([
  ['name_taken', 'That name is already taken.'],
  ['password_too_short', 'The password is too short.'],
])('says at the field what is wrong: %s', async (code, sentence) => {
  const { wrapper } = await visit({ 'POST /api/invites/accept': problemAnswer(409, code) })

  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(wrapper.find('[aria-invalid=true] + p').text()).toContain(sentence)
})

it('says so when the link was used meanwhile', async () => {
  const { wrapper } = await visit({
    'POST /api/invites/accept': problemAnswer(404, 'invite_invalid'),
  })

  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(wrapper.find('h1').text()).toBe('This link no longer works')
})

it('says so when the link is too old', async () => {
  const { wrapper } = await visit({
    'POST /api/invites/check': problemAnswer(404, 'invite_invalid'),
  })

  expect(wrapper.find('h1').text()).toBe('This link no longer works')
  expect(wrapper.find('form').exists()).toBe(false)
})

it('asks nothing without a code', async () => {
  const { wrapper, api } = await visit({}, '/join')

  expect(wrapper.find('h1').text()).toBe('Open the link once more')
  expect(api.calls).toEqual(['GET /api/session'])
})

it('only sets a password for somebody who is a member already', async () => {
  const { wrapper, api } = await visit({
    'POST /api/invites/check': { ...invitation, role: 'child', member: emma, invitedBy: null },
    'POST /api/invites/accept': toSession({ member: emma }),
  })
  expect(wrapper.find('h1').text()).toBe('New password')
  expect(wrapper.text()).toContain('Emma, choose a new password.')

  await wrapper.find('[type=password]').setValue('three long words')
  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(await api.requests.at(-1)?.json()).toEqual({
    code: 'code-1',
    password: 'three long words',
  })
})

it('leads to the sign-in page where the new password alone does not open the door', async () => {
  const { wrapper } = await visit({
    'POST /api/invites/check': { ...invitation, member: emma },
    'POST /api/invites/accept': toSession({ member: null }),
  })

  await wrapper.find('[type=password]').setValue('three long words')
  await wrapper.find('form').trigger('submit')
  await flushPromises()

  expect(wrapper.router.currentRoute.value.name).toBe('sign-in')
  expect(useToasts().toasts.map(({ text }) => text)).toEqual([
    'The new password is saved. Sign in with it.',
  ])
})

it('uses no link up for somebody who is signed in', async () => {
  const { wrapper, api } = await visit({ 'GET /api/session': toSession() })

  expect(wrapper.find('h1').text()).toBe('You are signed in as Kari')
  expect(wrapper.find('form').exists()).toBe(false)
  expect(api.calls).toEqual(['GET /api/session'])
})
