import { DOMWrapper, flushPromises } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { useSession } from '../session/useSession.ts'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { findDialog } from '../testing/findDialog.ts'
import { mountInApp } from '../testing/mountInApp.ts'
import { toInvite, toMember, toSession } from '../testing/wireData.ts'
import HouseholdPage from './HouseholdPage.vue'

const kari = { id: 'member-1', name: 'Kari', role: 'owner' }
const jonas = { id: 'member-2', name: 'Jonas', role: 'adult' }
const emma = { id: 'member-3', name: 'Emma', role: 'child' }
const routes = {
  'GET /api/session': toSession({ member: kari, household: 'Lindvik' }),
  'GET /api/members': { members: [toMember(kari), toMember(jonas), toMember(emma)] },
  'GET /api/invites': { invites: [] },
}

async function visit(changes: object = {}) {
  const api = fakeApi({ ...routes, ...changes })
  const wrapper = await mountInApp(HouseholdPage, { path: '/settings/household' })
  await useSession().ensureSession()
  await flushPromises()
  const press = async (text: string) => {
    const named = (one: Element) => one.getAttribute('aria-label') ?? one.textContent.trim()
    const found = [...document.querySelectorAll('button')].find((one) => named(one) === text)
    if (!found) throw new Error(`no button ${text}`)
    await new DOMWrapper(found).trigger('click')
    await flushPromises()
  }
  return { wrapper, api, press }
}
const dialog = async () => new DOMWrapper(await findDialog())
const bodyOf = (api: { requests: Request[] }, method: string) =>
  api.requests.find((request) => request.method === method)?.json()

describe('who looks after the household', () => {
  it('reads what each person can do', async () => {
    const { wrapper } = await visit()

    expect(wrapper.findAll('main li, section li').map((row) => row.text())).toEqual([
      expect.stringMatching(/Kari.*You.*Looks after Skrin.*Invites and removes people/s),
      expect.stringMatching(/Jonas.*Adult.*Connects banks/s),
      expect.stringMatching(/Emma.*Child.*Connects no banks\./s),
    ])
  })

  it('gives it a name', async () => {
    const named = toSession({ member: kari, household: 'Storgata 5' })
    const { wrapper, api, press } = await visit({
      'PUT /api/household': { name: 'Storgata 5' },
    })
    await press('Change')
    fakeApi({ 'PUT /api/household': { name: 'Storgata 5' }, 'GET /api/session': named })

    await wrapper.find('form input').setValue('Storgata 5')
    await wrapper.find('form').trigger('submit')
    await flushPromises()

    expect(wrapper.find('section').text()).toContain('Storgata 5')
    expect(api.calls).not.toContain('PUT /api/household')
  })

  it('invites somebody by a link that is shown once', async () => {
    const link = 'https://skrin.example/join#code-1'
    const made = { invite: toInvite({ name: 'Ola', role: 'child' }), link }
    const { api, press } = await visit({ 'POST /api/invites': made })

    await press('Invite somebody')
    const box = await dialog()
    await box.find('input[value=child]').setValue(true)
    await box.find('input[autocomplete=off]').setValue(' Ola ')
    await box.find('form').trigger('submit')
    await flushPromises()

    expect(await bodyOf(api, 'POST')).toEqual({ role: 'child', name: 'Ola' })
    expect((await dialog()).find<HTMLInputElement>('input').element.value).toBe(link)
    expect((await dialog()).text()).toContain('The link for Ola is ready')
    await press('Done')
    expect(document.body.innerHTML).not.toContain('code-1')
  })

  it('withdraws an invitation that is open', async () => {
    const { wrapper, api, press } = await visit({
      'GET /api/invites': { invites: [toInvite({ name: 'Ola' })] },
      'DELETE /api/invites/invite-1': new Response(null, { status: 204 }),
    })
    expect(wrapper.text()).toContain('works until 21\u00a0October')

    await press('Withdraw the invitation for Ola')

    expect(api.calls).toContain('DELETE /api/invites/invite-1')
  })

  it('makes a child an adult', async () => {
    const { api, press } = await visit({ 'PATCH /api/members/member-3': toMember(emma) })

    await press('Change role of Emma')
    await (await dialog()).find('input[value=adult]').setValue(true)
    await press('Save')

    expect(await bodyOf(api, 'PATCH')).toEqual({ role: 'adult' })
    expect(document.querySelector('[role=dialog]')).toBeNull()
  })

  it('reads why somebody with connections cannot become a child', async () => {
    const { press } = await visit({
      'PATCH /api/members/member-2': problemAnswer(409, 'member_has_connections'),
    })

    await press('Change role of Jonas')
    await (await dialog()).find('input[value=child]').setValue(true)
    await press('Save')

    expect((await dialog()).find('[role=alert]').text()).toContain('must be disconnected first')
  })

  it('reads what goes before removing somebody, and which banks were not told after', async () => {
    const { api, press } = await visit({
      'DELETE /api/members/member-2': {
        removed: true,
        connections: { revoked: 1, unsupported: 1, failed: 1 },
      },
    })

    await press('Remove Jonas')
    expect((await dialog()).text()).toContain('Jonas is signed out everywhere')
    expect(api.calls).not.toContain('DELETE /api/members/member-2')
    await press('Remove')

    expect((await dialog()).text()).toContain('2 banks could not be told. Jonas should end')
  })

  it('cannot leave it to nobody', async () => {
    const { wrapper } = await visit()

    expect(wrapper.text()).not.toContain('Leave the household')
  })
})

describe('somebody else who lives there', () => {
  const asJonas = { 'GET /api/session': toSession({ member: jonas }) }

  it('changes nobody but themselves, and asks for no invitations', async () => {
    const { wrapper, api } = await visit(asJonas)

    const labels = wrapper.findAll('section button').map((button) => button.text())
    expect(labels).toEqual(['Change my name', 'Leave the household'])
    expect(wrapper.text()).toContain('Kari looks after this household')
    expect(api.calls).not.toContain('GET /api/invites')
  })

  it('reads that a name is taken', async () => {
    const { press } = await visit({
      ...asJonas,
      'PATCH /api/members/member-2': problemAnswer(409, 'name_taken'),
    })

    await press('Change my name')
    const box = await dialog()
    await box.find('input').setValue('Kari')
    await box.find('form').trigger('submit')
    await flushPromises()

    expect(box.text()).toContain('That name is already taken.')
  })

  it('leaves, and leaves nothing of the page behind', async () => {
    const replace = vi.fn()
    const clear = vi.spyOn(document.body, 'replaceChildren').mockReturnValue()
    vi.stubGlobal('location', { ...window.location, replace })
    const { press } = await visit({
      ...asJonas,
      'DELETE /api/members/member-2': {
        removed: true,
        connections: { revoked: 2, unsupported: 0, failed: 0 },
      },
    })

    await press('Leave the household')
    await press('Leave')

    expect(replace).toHaveBeenCalledExactlyOnceWith('/sign-in')
    expect(clear).toHaveBeenCalledOnce()
  })
})
