import { expect, it } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createSkrinRouter } from './router.ts'
import { watchArrival } from './watchArrival.ts'
import { toSession } from '../testing/wireData.ts'

const visitor = toSession({ member: null })

it('keeps why the very first page did not open, until another one does', async () => {
  const error = new Error('no answer')
  const answers = [Promise.reject(error), Promise.resolve(visitor)]
  const ensureSession = () => answers.shift() ?? Promise.resolve(visitor)
  const router = createSkrinRouter(
    { ensureSession, ensureRestOfTexts: () => Promise.resolve() },
    createMemoryHistory(),
  )
  const failed = watchArrival(router)

  await expect(router.push('/banks')).rejects.toBe(error)
  expect(failed.value).toEqual({ error, path: '/banks' })

  await router.push('/sign-in')
  expect(failed.value).toBeNull()
})
