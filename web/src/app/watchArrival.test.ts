import * as v from 'valibot'
import { expect, it } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { session } from '@skrin/shared/api/session'
import { createSkrinRouter } from './router.ts'
import { watchArrival } from './watchArrival.ts'

const visitor = v.parse(session, { member: null, expiresAt: null, demo: null, setup: 'done' })

it('keeps why the very first page did not open, until another one does', async () => {
  const error = new Error('no answer')
  const answers = [Promise.reject(error), Promise.resolve(visitor)]
  const ensureSession = () => answers.shift() ?? Promise.resolve(visitor)
  const router = createSkrinRouter({ ensureSession }, createMemoryHistory())
  const failed = watchArrival(router)

  await expect(router.push('/banks')).rejects.toBe(error)
  expect(failed.value).toEqual({ error, path: '/banks' })

  await router.push('/sign-in')
  expect(failed.value).toBeNull()
})
