import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toAccount, toMember, toSession } from '../testing/wireData.ts'
import AccountSharing from './AccountSharing.vue'

const emma = { id: 'member-2', name: 'Emma' }
const jonas = { id: 'member-3', name: 'Jonas' }
const members = [
  toMember(),
  toMember({ ...emma, role: 'child' }),
  toMember({ ...jonas, role: 'adult' }),
]

async function mountSharing(changes: object = {}, people: readonly object[] = members) {
  const account = toAccount(changes)
  const api = fakeApi({
    'GET /api/session': toSession(),
    'GET /api/members': { members: people },
    'PUT /api/accounts/account-1/sharing': account,
  })
  const wrapper = await mountInApp(AccountSharing, { props: { account } })
  await useSession().ensureSession()
  await flushPromises()
  return { wrapper, api }
}

async function openDialog(changes: object = {}, people?: readonly object[]) {
  const { wrapper, api } = await mountSharing(changes, people)
  await wrapper.find('button').trigger('click')
  const dialog = new DOMWrapper(await findDialog())
  const result = () => dialog.find('section').text()
  const press = (text: string) =>
    dialog
      .findAll('button')
      .find((button) => button.text() === text)
      ?.trigger('click')
  return { api, dialog, result, press }
}

it('says with whom an account is shared, and how much of it', async () => {
  const sharing = [
    { with: 'household', level: 'balance' },
    { with: jonas.id, level: 'transactions' },
  ]

  const { wrapper } = await mountSharing({ sharing })

  expect(wrapper.text()).toContain('Everybody here: balance only')
  expect(wrapper.text()).toContain('Jonas: with transactions')
})

it('says in whole sentences what each choice means', async () => {
  const { dialog, result } = await openDialog()
  expect(result()).toBe('Nobody but you sees this account, nor that it exists.')

  await dialog.find('input[value=people]').setValue(true)
  await dialog.findAll('input[value=balance]')[0]?.setValue(true)

  expect(result()).toContain('Emma sees the name, the bank and the balance. Not the number')
  expect(result()).toContain('Nobody else sees that it exists.')
})

it('saves all shares of the account at once', async () => {
  const { api, dialog, press } = await openDialog()

  await dialog.find('input[value=household]').setValue(true)
  await dialog.findAll('input[type=checkbox]')[1]?.setValue(true)
  await press('Save')
  await flushPromises()

  expect(await api.requests.find(({ method }) => method === 'PUT')?.json()).toEqual({
    shares: [
      { with: 'household', level: 'balance' },
      { with: jonas.id, level: 'transactions' },
    ],
  })
  expect(document.querySelector('[role=dialog]')).toBeNull()
})

it('takes everything back by making it private', async () => {
  const { api, dialog, press } = await openDialog({
    sharing: [{ with: 'household', level: 'transactions' }],
  })

  await dialog.find('input[value=private]').setValue(true)
  await press('Save')
  await flushPromises()

  expect(await api.requests.find(({ method }) => method === 'PUT')?.json()).toEqual({ shares: [] })
})

it('says of a joint account that each decides about their own half', async () => {
  const owners = [{ id: 'member-1', name: 'Kari' }, jonas]

  const { result } = await openDialog({ owners })

  expect(result()).toContain('Jonas decides about the other half.')
})

it('offers nobody to choose where one lives alone', async () => {
  const { dialog, result } = await openDialog({}, [toMember()])

  expect(dialog.find('input[value=people]').exists()).toBe(false)
  expect(result()).toContain('Nobody else lives here yet.')
})
