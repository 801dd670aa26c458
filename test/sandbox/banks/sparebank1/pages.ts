import { escapeHtml, renderBankPage } from '../../kit/page.ts'
import type { Person, World } from '../../world/world.ts'
import { alliance } from './alliance.ts'

interface AtBank {
  readonly finInst: string
  readonly scope: string
}

export function choosePage(id: string): string {
  const buttons = [...alliance].map(([finInst, name]) => button('finInst', finInst, name))
  return page('Choose your bank', form('bank', id, buttons))
}

export function loginPage(id: string, asked: AtBank, { people }: World): string {
  const buttons = people.map((person) => button('person', person.id, person.name))
  return page(
    'Sign in with BankID',
    `<p>You are signing in to ${nameOf(asked)}. Who are you?</p>${form('login', id, buttons)}`,
  )
}

export function approvePage(id: string, asked: AtBank, { name }: Person): string {
  const buttons = [
    '<button class="primary" name="decision" value="approve">Approve</button>',
    button('decision', 'refuse', 'Refuse'),
  ]
  const acts = asked.scope.split(' ').includes('transfer')
    ? 'read your accounts and transactions, and move money between your own accounts,'
    : 'read your accounts and transactions'
  const question = `${escapeHtml(name)}, may the app ${acts} at ${nameOf(asked)}?`
  return page('Approve', `<p>${question}</p>${form('decision', id, buttons)}`)
}

export function wrongPage(text: string): string {
  return page('Cannot continue', `<p role="alert">${escapeHtml(text)}</p>`)
}

export function gonePage(): string {
  return wrongPage('This sign-in is over. Start again from the app.')
}

function nameOf({ finInst }: AtBank): string {
  return escapeHtml(alliance.get(finInst) ?? 'SpareBank 1')
}

function form(action: string, id: string, buttons: readonly string[]): string {
  return `<form method="post" action="${action}"><input type="hidden" name="request" value="${escapeHtml(id)}">${buttons.join('')}</form>`
}

function button(name: string, value: string, label: string): string {
  return `<button name="${name}" value="${escapeHtml(value)}">${escapeHtml(label)}</button>`
}

function page(title: string, body: string): string {
  return renderBankPage({ bankName: 'SpareBank 1', title, colour: '#002776', body })
}
