import { afterEach, beforeEach, expect, it } from 'vitest'
import { session } from '@skrin/shared/api/session'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'

let skrin: Skrin

beforeEach(async () => {
  skrin = await startSkrin()
})
afterEach(() => skrin.stop())

it('tells a visitor that nobody is signed in', async () => {
  const answer = await skrin.browser().api('GET', '/session')

  expect(answer.json).toEqual({ member: null, expiresAt: null, demo: null, setup: 'needed' })
})

it('signs a member in, however the name is spelled', async () => {
  const member = await skrin.addMember('Åse Lindvik')
  const browser = skrin.browser()

  const answer = await browser.api('POST', '/session', {
    name: ' ase  LINDVIK ',
    password: PASSWORD,
  })

  expect(answer.parse(session).member).toEqual(member)
  expect((await browser.api('GET', '/session')).json).toMatchObject({ member })
  expect((await browser.api('GET', '/accounts')).status).toBe(200)
})
