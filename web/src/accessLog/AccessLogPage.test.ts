import { flushPromises } from '@vue/test-utils'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { accessEntry, accessEvents } from '@skrin/shared/api/accessLog'
import type { AccessEntry } from '@skrin/shared/api/accessLog'
import { languages } from '../i18n/language.ts'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import type { FakeRoutes } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toSession } from '../testing/wireData.ts'
import AccessLogPage from './AccessLogPage.vue'

const jonas = { kind: 'session', id: 'member-2', name: 'Jonas' }
const kari = { kind: 'session', id: 'member-1', name: 'Kari' }

let lastId = 0
function toEntry(changes: { readonly [Key in keyof AccessEntry]?: unknown }): AccessEntry {
  return v.parse(accessEntry, {
    id: `entry-${++lastId}`,
    at: '2026-10-14T12:02:00.000Z',
    event: 'account.opened',
    actor: jonas,
    subject: { account: 'Brukskonto' },
    ...changes,
  })
}

type Language = (typeof languages)[number]
async function mountPage(routes: FakeRoutes, language: Language = 'en') {
  const api = fakeApi({ 'GET /api/session': toSession(), ...routes })
  const wrapper = await mountInApp(AccessLogPage, { path: '/settings/access-log', language })
  await useSession().ensureSession()
  await flushPromises()
  return { api, wrapper }
}
const sentencesOf = async (entries: readonly AccessEntry[], language: Language = 'en') => {
  const answer = { entries, nextCursor: null }
  const { wrapper } = await mountPage({ 'GET /api/access-log': answer }, language)
  return wrapper.findAll('section li p').map((one) => one.text())
}

it.each([
  ['en', ['Jonas opened Brukskonto.', 'You shared Brukskonto with Jonas, balance only.']],
  ['nb', ['Jonas åpnet Brukskonto.', 'Du delte Brukskonto med Jonas, bare saldoen.']],
  ['sv', ['Jonas öppnade Brukskonto.', 'Du delade Brukskonto med Jonas, bara saldot.']],
] as const)('says in %s who did what', async (language, sentences) => {
  const shared = toEntry({
    event: 'account.shared',
    actor: kari,
    subject: { account: 'Brukskonto', with: 'Jonas', level: 'balance' },
  })

  expect(await sentencesOf([toEntry({}), shared], language)).toEqual(sentences)
})

it('names the API token, the whole household, and where somebody came from', async () => {
  const token = { ...kari, kind: 'token' }
  const device = { method: 'passkey', device: 'Firefox on Android' }

  expect(
    await sentencesOf([
      toEntry({ actor: token, subject: { account: 'Brukskonto', token: 'home' } }),
      toEntry({ event: 'account.unshared', subject: { account: 'Lønn', with: 'household' } }),
      toEntry({ event: 'sign_in.succeeded', actor: kari, subject: device }),
      toEntry({ event: 'member.removed', actor: jonas, subject: { member: 'Jonas' } }),
    ]),
  ).toEqual([
    'Your API token “home” opened Brukskonto.',
    'Jonas stopped sharing Lønn with the whole household.',
    'You signed in with a passkey: Firefox on Android.',
    'Jonas left the household.',
  ])
})

it('says why somebody was kept from moving money, and what was found out about it', async () => {
  const toDenied = (reason: string) => toEntry({ event: 'transfer.denied', subject: { reason } })
  const toDecided = (decision: string) =>
    toEntry({
      event: 'transfer.decided',
      actor: kari,
      subject: { bank: 'Sbanken', from: 'Lønn', to: 'Sparing', decision },
    })

  expect(
    await sentencesOf([
      toDenied('forbidden'),
      toDenied('stale'),
      toDenied('unknown'),
      toDenied('not_own'),
      toDecided('happened'),
      toDecided('did_not_happen'),
    ]),
  ).toEqual([
    'Jonas tried to move money and may not.',
    'Jonas tried to move money without a recent confirmation of identity.',
    'Jonas tried to move money between accounts that are out of reach.',
    'Jonas tried to move money that is yours.',
    'You said that the transfer from Lønn to Sparing at Sbanken did happen.',
    'You said that the transfer from Lønn to Sparing at Sbanken did not happen.',
  ])
})

describe.each(languages)('in %s', (language) => {
  it('has a whole sentence for every event', async () => {
    const subject = {
      account: 'a',
      with: 'b',
      level: 'transactions',
      bank: 'c',
      member: 'd',
      role: 'child',
      before: 'e',
      name: 'f',
      device: 'g on h',
      method: 'sso',
      passkey: 'i',
      token: 'j',
      file: 'k.csv',
      count: '2',
      from: 'l',
      to: 'm',
    }

    const sentences = await sentencesOf(
      accessEvents.map((event) => toEntry({ event, subject })),
      language,
    )

    expect(sentences).toHaveLength(accessEvents.length)
    expect(sentences.filter((one) => !/^\S.*[^ ]\.$/.test(one) || /[{}]| {2}/.test(one))).toEqual(
      [],
    )
  })
})

it('stands under its days, and goes on where it ended', async () => {
  const newest = { entries: [toEntry({})], nextCursor: 'cursor-1' }
  const older = {
    entries: [
      toEntry({ at: '2026-10-13T21:59:00.000Z' }),
      toEntry({ at: '2026-10-12T10:00:00.000Z' }),
    ],
    nextCursor: null,
  }
  const { wrapper } = await mountPage({
    'GET /api/access-log': newest,
    'GET /api/access-log?cursor=cursor-1': older,
  })
  const more = () => wrapper.findAll('button').find((one) => one.text() === 'Show older')

  await more()?.trigger('click')
  await flushPromises()

  expect(wrapper.findAll('h2').map((one) => one.text())).toEqual([
    'Today',
    'Yesterday',
    'Monday 12 October',
  ])
  expect(wrapper.find('section li time').text()).toBe('14:02')
  expect(more()).toBeUndefined()
})

it('keeps what it has when the rest cannot be had, and offers another try', async () => {
  const { api, wrapper } = await mountPage({
    'GET /api/access-log': { entries: [toEntry({})], nextCursor: 'cursor-1' },
    'GET /api/access-log?cursor=cursor-1': problemAnswer(503, 'unavailable'),
  })

  await wrapper.findAll('button').at(-1)?.trigger('click')
  await flushPromises()
  expect(wrapper.findAll('section li')).toHaveLength(1)
  await wrapper.find('[role=alert] button').trigger('click')
  await flushPromises()

  expect(api.calls.filter((call) => call.includes('cursor-1'))).toHaveLength(2)
})

it('says what will be here while nothing is', async () => {
  const { wrapper } = await mountPage({ 'GET /api/access-log': { entries: [], nextCursor: null } })

  expect(wrapper.text()).toContain('Nothing has happened yet.')
})
