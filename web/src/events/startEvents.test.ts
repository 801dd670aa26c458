import { useQuery } from '@pinia/colada'
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { useAccounts } from '../api/useAccounts.ts'
import { useSyncRuns } from '../api/useSyncRuns.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toSyncRun } from '../testing/wireData.ts'
import { startEvents } from './startEvents.ts'

const Page = defineComponent(() => {
  const { answer } = useAccounts()
  useQuery({ key: ['notices', 'list'], query: () => fetch('/api/notices').then(() => true) })
  return () =>
    h(
      'p',
      answer.value.status === 'ready' ? answer.value.value.accounts.map(({ name }) => name) : '',
    )
})

let leaving: AbortController
let tell: (text: string) => void

beforeEach(() => {
  leaving = new AbortController()
})
afterEach(() => leaving.abort())

async function openPage(name: string) {
  const accounts = [toAccount({ name })]
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      tell = (text) => controller.enqueue(new TextEncoder().encode(text))
    },
  })
  const api = fakeApi({
    'GET /api/accounts': { accounts, outcomes: [] },
    'GET /api/notices': {},
    'GET /api/events': new Response(body),
  })
  const page = await mountInApp(Page)
  await flushPromises()
  void startEvents('member-1', leaving.signal)
  await flushPromises()
  api.calls.length = 0
  return { page, api, accounts }
}

it('shows what is known now when figures moved, without asking a bank', async () => {
  const { page, api, accounts } = await openPage('Before')
  accounts.splice(0, 1, toAccount({ name: 'After' }))

  tell('id: 1\nevent: accounts-changed\ndata: {}\n\n')
  await vi.waitUntil(() => page.text() === 'After')

  expect(api.calls).toEqual(['GET /api/accounts?prefer=cache'])
})

it('asks for notices when there are others', async () => {
  const { api } = await openPage('Before')

  tell('id: 1\nevent: notices-changed\ndata: {}\n\n')
  await vi.waitUntil(() => api.calls.includes('GET /api/notices'))
})

it('knows of the round that is under way', async () => {
  await openPage('Before')
  const run = toSyncRun({ state: 'running' })

  tell(`id: 1\nevent: sync\ndata: ${JSON.stringify(run)}\n\n`)
  await vi.waitUntil(() => useSyncRuns().runs.size > 0)

  expect(useSyncRuns().findRunning({ id: run.connection, sync: null })).toEqual(run)
})
