import { describe, expect, it } from 'vitest'
import type { Connection } from '@skrin/shared/api/connections'
import type { Language } from '../i18n/language.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toConnection, toOutcome, toSyncRun } from '../testing/wireData.ts'
import ConnectionCard from './ConnectionCard.vue'

const working = toConnection({
  renewBy: '2026-11-06T10:00:00.000Z',
  budget: { limit: 60, remaining: 41, perSeconds: 3600, nextAt: null },
})
const mountCard = (connection: Connection, language: Language = 'en', props = {}) =>
  mountInApp(ConnectionCard, { props: { connection, bankName: 'Testbanken', ...props }, language })
const buttonsOf = (wrapper: Awaited<ReturnType<typeof mountCard>>) =>
  wrapper.findAll('button').map((button) => button.text())

describe('a connection that works', () => {
  it('tells when it was asked, what is left and when it ends', async () => {
    const wrapper = await mountCard(working)

    expect(wrapper.find('h3').text()).toBe('Testbanken')
    expect(wrapper.text()).toContain('Working')
    expect(wrapper.text()).toContain(
      'Last asked 3 minutes ago. 41 of 60 calls left this hour. Renewal in 23 days, by 6\u00a0November.',
    )
  })

  it('tells it as Norwegians and Swedes would', async () => {
    const norwegian = await mountCard(working, 'nb')
    const swedish = await mountCard(working, 'sv')

    expect(norwegian.text()).toContain('Fornyes om 23 dager, innen 6.\u00a0november.')
    expect(swedish.text()).toContain('Förnyas om 23 dagar, senast 6\u00a0november.')
  })

  it('says how far back it reaches, and when Skrin asks by itself', async () => {
    const sync = {
      run: toSyncRun(),
      nextAt: '2026-10-14T15:05:00.000Z',
      historyFrom: '2019-05-03',
      historyWhole: true,
    }
    const wrapper = await mountCard(toConnection({ sync }))

    expect(wrapper.text()).toContain('All transactions from 3\u00a0May\u00a02019 on are here.')
    expect(wrapper.text()).toContain('Skrin asks again by itself in 3 hours.')
    expect(wrapper.find('[role=progressbar]').exists()).toBe(false)
  })

  it('shows how far it has come while it is being asked', async () => {
    const run = toSyncRun({ state: 'running' })
    const sync = { run, nextAt: null, historyFrom: null, historyWhole: false }
    const wrapper = await mountCard(toConnection({ sync }))

    const bar = wrapper.find('[role=progressbar]')
    expect(bar.attributes()).toMatchObject({ 'aria-valuenow': '1', 'aria-valuemax': '4' })
    expect(wrapper.text()).toContain('Fetching transactions from 14\u00a0September on')
  })

  it('tells which year it is at when nobody knows how many there are', async () => {
    const run = toSyncRun({ state: 'running', step: 'history', from: '2021-09-14', total: 0 })
    const sync = { run, nextAt: null, historyFrom: null, historyWhole: false }
    const wrapper = await mountCard(toConnection({ sync }), 'nb')

    expect(wrapper.find('[role=progressbar]').attributes('aria-valuenow')).toBeUndefined()
    expect(wrapper.text()).toContain(
      'Henter eldre transaksjoner, tilbake til 14.\u00a0september\u00a02021',
    )
  })

  it('offers to ask again, to renew and to disconnect', async () => {
    const wrapper = await mountCard(working)

    expect(buttonsOf(wrapper)).toEqual(['Renew', 'Ask again', 'Disconnect'])
  })
})

it('says when the next call frees up', async () => {
  const spent = { limit: 30, remaining: 0, perSeconds: 60, nextAt: '2026-10-14T12:07:00.000Z' }

  const wrapper = await mountCard(toConnection({ budget: spent }))

  expect(wrapper.text()).toContain(
    '0 of 30 calls left this minute. The next one frees up in 2 minutes.',
  )
  expect(buttonsOf(wrapper)).toEqual(['Disconnect'])
})

it('offers renewal only, when the access has ended', async () => {
  const ended = toConnection({
    status: 'reconnect',
    problem: 'reconnect_needed',
    renewBy: '2026-10-12T10:00:00.000Z',
  })

  const wrapper = await mountCard(ended)

  expect(wrapper.text()).toContain('Must be renewed')
  expect(wrapper.text()).toContain('Renewal was due 12\u00a0October.')
  expect(buttonsOf(wrapper)).toEqual(['Renew', 'Disconnect'])
})

it('promises no renewal on a later day when the access has ended early', async () => {
  const revoked = toConnection({
    status: 'reconnect',
    problem: 'reconnect_needed',
    renewBy: '2027-10-12T10:00:00.000Z',
  })

  const wrapper = await mountCard(revoked)

  expect(wrapper.text()).toContain('Must be renewed')
  expect(wrapper.text()).not.toContain('Renewal in')
})

it('says that a failing bank is tried again, and how old the figures are', async () => {
  const failing = toConnection({
    status: 'failing',
    problem: 'bank_timeout',
    lastGoodAt: '2026-10-14T11:10:00.000Z',
  })

  const wrapper = await mountCard(failing)

  expect(wrapper.text()).toContain(
    'The bank did not answer in time. Skrin tries again by itself. The figures are from 13:10.',
  )
})

it('shows how the asking just now went, once', async () => {
  const outcome = toOutcome({ status: 'failed', problem: 'bank_unavailable' })

  const wrapper = await mountCard(working, 'en', { outcome })

  expect(wrapper.text()).toContain('Testbanken is down (asked 14:02).')
  expect(wrapper.text()).not.toContain('Last asked')
  expect(buttonsOf(wrapper)).toEqual(['Renew', 'Ask again', 'Disconnect'])
})

describe('a connection through a service', () => {
  const through = { bankName: 'Østre Sparebank', serviceName: 'Formidleren' }

  it('bears the name of the bank, with the service beneath', async () => {
    const wrapper = await mountCard(working, 'en', through)

    expect(wrapper.find('article').attributes('aria-label')).toBe('Østre Sparebank')
    expect(wrapper.find('h3').text()).toBe('Østre Sparebank')
    expect(wrapper.text()).toContain('Through Formidleren')
  })

  it.each([
    ['bank_timeout', 'Formidleren (for Østre Sparebank) did not answer.'],
    ['bank_behind_unavailable', 'Østre Sparebank did not answer the service that asks it.'],
  ])('tells an error of the service from one of the bank: %s', async (problem, words) => {
    const failing = toConnection({ status: 'failing', problem })

    const wrapper = await mountCard(failing, 'en', through)

    expect(wrapper.text()).toContain(words)
  })
})
