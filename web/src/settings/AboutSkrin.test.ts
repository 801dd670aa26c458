import { expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toSession } from '../testing/wireData.ts'
import AboutSkrin from './AboutSkrin.vue'

async function mountAbout(transfers: boolean) {
  fakeApi({ 'GET /api/session': toSession({ transfers }) })
  const wrapper = await mountInApp(AboutSkrin)
  await useSession().ensureSession()
  await wrapper.vm.$nextTick()
  return wrapper.text()
}

it('says that Skrin only reads where nobody can turn on more', async () => {
  expect(await mountAbout(false)).toContain('Moving money is not something it can do.')
})

it('says what money it moves where the host lets people turn that on', async () => {
  const text = await mountAbout(true)

  expect(text).toContain('only between your own accounts at one bank')
  expect(text).not.toContain('not something it can do')
})
