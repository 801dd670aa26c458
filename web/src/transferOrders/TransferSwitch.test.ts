import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toTransferConnection, toTransferOptions } from '../testing/transferData.ts'
import { useToasts } from '../ui/useToasts.ts'
import TransferSwitch from './TransferSwitch.vue'

async function mountSwitch(state: 'on' | 'off' | 'reconnect', id = 'connection-1') {
  const api = fakeApi({
    'GET /api/transfer-orders/options': toTransferOptions({
      connections: [toTransferConnection({ state })],
    }),
    'DELETE /api/connections/connection-1/transfers': { on: false, renew: true },
  })
  const wrapper = await mountInApp(TransferSwitch, { props: { id, bankName: 'Testbanken' } })
  await flushPromises()
  return { api, wrapper }
}

it('turns it off after saying what that means', async () => {
  const { api, wrapper } = await mountSwitch('on')
  expect(wrapper.text()).toContain('Moving money is on.')

  await wrapper.find('button').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  expect(dialog.text()).toContain('What has been sent already is not called back')
  await dialog.findAll('button').at(-1)?.trigger('click')
  await flushPromises()

  expect(api.calls).toContain('DELETE /api/connections/connection-1/transfers')
  expect(useToasts().toasts.at(-1)?.text).toContain('until you renew the access')
})

it('gives the focus back when it has been turned off', async () => {
  const { wrapper } = await mountSwitch('on')
  const button = wrapper.find('button')
  button.element.focus()
  await button.trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  fakeApi({
    'GET /api/transfer-orders/options': toTransferOptions({
      connections: [toTransferConnection({ state: 'off' })],
    }),
    'DELETE /api/connections/connection-1/transfers': { on: false, renew: true },
  })

  await dialog.findAll('button').at(-1)?.trigger('click')
  await flushPromises()

  expect(wrapper.find('button').text()).toBe('Turn on moving money')
  await vi.waitFor(() => expect(document.activeElement).toBe(wrapper.find('button').element))
})

it('offers to turn it on', async () => {
  const { wrapper } = await mountSwitch('off')

  await wrapper.find('button').trigger('click')

  expect((await findDialog()).textContent).toContain('Move money at Testbanken?')
})

it('says nothing at a bank that moves no money', async () => {
  const { wrapper } = await mountSwitch('on', 'connection-2')

  expect(wrapper.text()).toBe('')
})
