import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { ApiError } from '../api/apiError.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { useSession } from '../session/useSession.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import App from './App.vue'
import type { FailedArrival } from './watchArrival.ts'
import { toSession } from '../testing/wireData.ts'

const kari = { id: 'member-1', name: 'Kari Nordmann', role: 'owner' }
const signedIn = toSession({ member: kari })

async function mountApp(failed: FailedArrival | null = null) {
  fakeApi({ 'GET /api/session': signedIn })
  const wrapper = await mountInApp(App, { props: { failed } })
  await useSession().ensureSession()
  await flushPromises()
  return wrapper
}

it('frames the pages of a member with the places and their name', async () => {
  const wrapper = await mountApp()

  expect(wrapper.findAll('nav').length).toBeGreaterThan(0)
  expect(wrapper.text()).toContain('Kari Nordmann')
  expect(wrapper.findAll('main')).toHaveLength(1)
})

it('follows the chosen theme, density and language at once', async () => {
  const wrapper = await mountApp()
  const root = document.documentElement

  Object.assign(usePreferences(), { theme: 'dark', density: 'compact', chosenLanguage: 'sv' })
  await expect.poll(() => wrapper.text(), { timeout: 15_000 }).toContain('Översikt')

  expect(root.dataset).toMatchObject({ theme: 'dark', density: 'compact' })
  expect(root.lang).toBe('sv')
})

it('says what kept a page from opening, and offers another try', async () => {
  const error = new ApiError({ type: 'about:blank', title: '', status: 503, code: 'unavailable' })

  const wrapper = await mountApp({ error, path: '/banks' })

  expect(wrapper.find('[role=alert]').text()).toContain('Skrin cannot answer right now.')
  expect(wrapper.find('[role=alert] button').text()).toBe('Try again')
  expect(wrapper.findAll('nav')).toHaveLength(0)
})
