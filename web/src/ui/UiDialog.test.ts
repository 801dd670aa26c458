import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import UiDialog from './UiDialog.vue'

async function pressBeside(props: object, beside: Element = document.body) {
  const closed = vi.fn()
  await mountInApp(UiDialog, {
    props: { open: true, title: 'Your recovery codes', 'onUpdate:open': closed, ...props },
  })
  await findDialog()
  // Presses count from the next turn on: the one that opened the dialog may still be under way.
  await new Promise((resolve) => setTimeout(resolve))
  beside.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  await flushPromises()
  return closed
}

it('closes when somebody presses beside it', async () => {
  expect(await pressBeside({})).toHaveBeenCalledExactlyOnceWith(false)
})

it('stays when what it shows is shown this once', async () => {
  expect(await pressBeside({ once: true })).not.toHaveBeenCalled()
})

it('stays when a toast is dismissed', async () => {
  const toasts = document.createElement('div')
  toasts.setAttribute('role', 'status')
  document.body.append(toasts)

  expect(await pressBeside({}, toasts)).not.toHaveBeenCalled()
  toasts.remove()
})
