import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { fakeApi } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toBank } from '../testing/wireData.ts'
import AppShell from './AppShell.vue'

const answers = {
  'GET /api/accounts': { accounts: [toAccount()], outcomes: [] },
  'GET /api/banks': { banks: [toBank()] },
}
const press = (key: string, more: KeyboardEventInit = {}) =>
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  )

async function mountShell() {
  fakeApi(answers)
  const wrapper = await mountInApp(AppShell, { slots: { default: '<h1>Page</h1>' } })
  await flushPromises()
  return wrapper
}

it('lets the keyboard skip to the content', async () => {
  const wrapper = await mountShell()

  await wrapper.find('a[href="#content"]').trigger('click')

  expect(document.activeElement?.tagName).toBe('MAIN')
})

describe('the command palette', () => {
  it('opens on Ctrl K and goes to an account by its number', async () => {
    const wrapper = await mountShell()

    press('k', { ctrlKey: true })
    const dialog = await findDialog()
    await flushPromises()
    const field = dialog.querySelector('input')
    if (field) field.value = '9710 12'
    field?.dispatchEvent(new Event('input', { bubbles: true }))
    await flushPromises()
    const options = [...dialog.querySelectorAll<HTMLElement>('[role=option]')]
    options[0]?.click()
    await flushPromises()

    expect(options[0]?.textContent).toContain('Brukskonto')
    expect(wrapper.router.currentRoute.value.fullPath).toBe('/accounts/account-1')
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })
})

it('lists the keys on a question mark, but not while somebody writes', async () => {
  const wrapper = await mountShell()
  const field = document.createElement('input')
  wrapper.element.parentElement?.append(field)

  field.focus()
  press('?')
  await flushPromises()
  expect(document.querySelector('[role=dialog]')).toBeNull()

  field.remove()
  press('?')
  expect((await findDialog()).textContent).toContain('Keyboard')
})

it('takes a slash to the search of the transactions', async () => {
  const wrapper = await mountShell()

  press('/')
  await flushPromises()

  expect(wrapper.router.currentRoute.value.fullPath).toBe('/transactions?focus=search')
})
