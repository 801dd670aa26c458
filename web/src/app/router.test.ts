import { describe, expect, it } from 'vitest'
import { createMemoryHistory } from 'vue-router'
import { createSkrinRouter, toAllowedPlace, toReturnPath } from './router.ts'
import { toSession } from '../testing/wireData.ts'

const kari = { id: 'member-1', name: 'Kari', role: 'owner' }
const sessionOf = (member: object | null, setup = 'done') => toSession({ member, setup })
const place = (
  name: 'overview' | 'banks' | 'sign-in' | 'set-up',
  fullPath: string,
  query = {},
) => ({
  name,
  fullPath,
  query,
  meta: name === 'sign-in' || name === 'set-up' ? { access: 'visitor' as const } : {},
})

describe('a person who is signed in', () => {
  const signedIn = sessionOf(kari)

  it('goes where they want', () => {
    expect(toAllowedPlace(place('banks', '/banks'), signedIn)).toBe(true)
  })

  it('is sent on from the sign-in page to the page asked for before', () => {
    const to = place('sign-in', '/sign-in?to=/banks', { to: '/banks' })

    expect(toAllowedPlace(to, signedIn)).toBe('/banks')
  })
})

it.each([kari, null])('the page of an invitation is for %j too', (member) => {
  const to = { name: 'join', fullPath: '/join', query: {}, meta: { access: 'anybody' } } as const

  expect(toAllowedPlace(to, sessionOf(member))).toBe(true)
})

describe('a person who is not', () => {
  it('signs in first, and comes back', () => {
    const to = place('banks', '/banks?connect=testbank')

    expect(toAllowedPlace(to, sessionOf(null))).toEqual({
      name: 'sign-in',
      query: { to: '/banks?connect=testbank' },
    })
  })

  it('sets Skrin up when nobody has', () => {
    const fresh = sessionOf(null, 'needed')

    expect(toAllowedPlace(place('overview', '/'), fresh)).toEqual({ name: 'set-up' })
    expect(toAllowedPlace(place('set-up', '/set-up'), fresh)).toBe(true)
  })

  it('cannot set it up a second time', () => {
    expect(toAllowedPlace(place('set-up', '/set-up'), sessionOf(null))).toMatchObject({
      name: 'sign-in',
    })
  })
})

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', ['/a'], undefined])(
  'returns to no other site: %s',
  (wanted) => {
    expect(toReturnPath(wanted)).toBe('/')
  },
)

it('opens the page for every address of the app', async () => {
  const router = createSkrinRouter(
    {
      ensureSession: () => Promise.resolve(sessionOf(kari)),
      ensureRestOfTexts: () => Promise.resolve(),
    },
    createMemoryHistory(),
  )

  await router.push('/nowhere/at/all')

  expect(router.currentRoute.value.name).toBe('not-found')
})
