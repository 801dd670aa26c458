import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { h } from 'vue'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toOutcome } from '../testing/wireData.ts'
import { useAccounts } from './useAccounts.ts'

const Probe = {
  setup() {
    const { answer } = useAccounts()
    return () =>
      h(
        'p',
        answer.value.status === 'ready' ? firstStatus(answer.value.value) : answer.value.status,
      )
  },
}

it('shows what is known at once, then what the banks say', async () => {
  fakeApi({
    'GET /api/accounts?prefer=cache': { accounts: [], outcomes: [toOutcome({ status: 'cached' })] },
    'GET /api/accounts': { accounts: [], outcomes: [toOutcome({ status: 'ok' })] },
  })

  const wrapper = await mountInApp(Probe)
  await flushPromises()

  expect(wrapper.text()).toBe('ok')
})

it('keeps the known figures when the banks cannot be asked', async () => {
  fakeApi({
    'GET /api/accounts?prefer=cache': { accounts: [], outcomes: [toOutcome({ status: 'cached' })] },
    'GET /api/accounts': problemAnswer(503, 'unavailable'),
  })

  const wrapper = await mountInApp(Probe)
  await flushPromises()

  expect(wrapper.text()).toBe('cached')
})

function firstStatus({ outcomes }: { outcomes: readonly { status: string }[] }): string {
  return outcomes[0]?.status ?? 'none'
}
