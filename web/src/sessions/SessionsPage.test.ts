import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import SessionsPage from './SessionsPage.vue'

const here = {
  id: 'session-1',
  current: true,
  method: 'passkey',
  device: 'Firefox on Linux',
  network: '192.0.2.1',
  createdAt: '2026-10-14T10:00:00.000Z',
  seenAt: '2026-10-14T12:05:00.000Z',
}
const there = {
  ...here,
  id: 'session-2',
  current: false,
  method: 'password',
  device: 'Safari on iOS',
  seenAt: '2026-10-14T10:05:00.000Z',
}
const both = { 'GET /api/sessions': { sessions: [here, there] } }

async function mountPage(routes: FakeRoutes) {
  const api = fakeApi(routes)
  const wrapper = await mountInApp(SessionsPage, { path: '/settings/sessions' })
  await flushPromises()
  return { api, wrapper }
}

/** Dates do not break in the middle. */
const toPlain = (text: string) => text.replaceAll('\u00a0', ' ')

it('tells each one by its device, how and when it began, and which one this is', async () => {
  const { wrapper } = await mountPage(both)

  const [first, second] = wrapper.findAll('section li').map((one) => toPlain(one.text()))
  expect(first).toContain('This one')
  expect(first).toContain('Begun 14 October with a passkey.')
  expect(second).toContain('Safari on iOS')
  expect(second).toContain('Last used 2 hours ago.')
  expect(second).toContain('From 192.0.2.1')
})

it('S8: ends another one', async () => {
  const { api, wrapper } = await mountPage({
    ...both,
    'DELETE /api/sessions/session-2': new Response(null, { status: 204 }),
  })

  await wrapper.find('[aria-label="Sign out Safari on iOS"]').trigger('click')
  await flushPromises()

  expect(api.calls.slice(1)).toEqual(['DELETE /api/sessions/session-2', 'GET /api/sessions'])
})

it('S8: ends all others, after saying what that means', async () => {
  const { api, wrapper } = await mountPage({
    ...both,
    'DELETE /api/sessions': new Response(null, { status: 204 }),
  })
  const all = wrapper.findAll('button').find((one) => one.text() === 'Sign out all others')

  await all?.trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  await dialog
    .findAll('button')
    .find((one) => one.text() === 'Sign out all others')
    ?.trigger('click')
  await flushPromises()

  expect(api.calls).toContain('DELETE /api/sessions')
})

it('offers to end no others where there are none, and says when it cannot know', async () => {
  const alone = await mountPage({ 'GET /api/sessions': { sessions: [here] } })
  expect(alone.wrapper.find('main, div').text()).not.toContain('Sign out all others')

  const failed = await mountPage({ 'GET /api/sessions': problemAnswer(503, 'unavailable') })
  expect(failed.wrapper.find('[role=alert]').text()).toContain('Skrin cannot answer right now.')
})
