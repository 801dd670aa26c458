import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import ExportDialog from './ExportDialog.vue'

it('asks for the chosen format with the filters of the list, and hands the file over', async () => {
  const api = fakeApi({ 'GET /api/export': new Response('<OFX></OFX>') })
  const saved: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download)
  })
  const wrapper = await mountInApp(ExportDialog, {
    props: { filter: { q: 'kaffe', view: 'mine' } },
  })
  const dialog = await findDialog()

  dialog.querySelector<HTMLInputElement>('input[value=ofx]')?.click()
  ;[...dialog.querySelectorAll('button')]
    .find(({ textContent }) => textContent === 'Download')
    ?.click()
  await flushPromises()
  await vi.waitFor(() => expect(saved).toEqual(['skrin-2026-10-14.ofx']))

  expect(api.calls).toEqual(['GET /api/export?q=kaffe&view=mine&format=ofx'])
  expect(wrapper.emitted('closed')).toHaveLength(1)
})
