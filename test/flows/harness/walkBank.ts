import { connectAnswer } from '@skrin/shared/api/connections'
import type { Connection } from '@skrin/shared/api/connections'
import { readForms } from '../../sandbox/demo/readForms.ts'
import { createVisitor } from '../../sandbox/demo/visitor.ts'
import type { Page } from '../../sandbox/demo/visitor.ts'
import type { SandboxChoice } from '../../sandbox/kit/sandboxBank.ts'
import type { Browser } from './browser.ts'
import type { TestAnswer } from './sendRequest.ts'

const MOST_PAGES = 8

/**
 * Clicks through a bank's pages until it sends the browser back, and gives that address without visiting it. `refuse`:
 * presses the button that says no as soon as there is one.
 */
export async function walkBank(
  redirectTo: string,
  person: string,
  options: { refuse?: boolean } = {},
): Promise<URL> {
  const visitor = createVisitor()
  const isBack = (url: URL) => url.hostname === 'localhost'
  let page = await visitor.open(redirectTo, isBack)
  for (let pages = 0; pages < MOST_PAGES && !isBack(page.url); pages++) {
    page = await visitor.submit(page, press(page, person, options.refuse === true), isBack)
  }
  if (!isBack(page.url))
    throw new Error(`the bank does not send the browser back from ${page.url.pathname}`)
  return page.url
}

const no = /refuse|reject|cancel|deny|decline|avbryt|avslå|neka/i

function press(page: Page, person: string, refuse: boolean) {
  const buttons = readForms(page.text).flatMap((form) =>
    form.buttons.map(({ label }) => ({ form, button: label })),
  )
  const choice =
    (refuse ? buttons.find(({ button }) => no.test(button)) : undefined) ??
    buttons.find(({ button }) => button.includes(person)) ??
    buttons.find(({ button }) => !no.test(button))
  if (!choice) throw new Error(`no button on ${page.url.pathname} (${page.status})`)
  return choice
}

/** Starts connecting a bank that has a page of its own; gives where the browser is sent. */
export async function startAtBank(
  browser: Browser,
  request: { bank: string; [key: string]: unknown },
): Promise<string> {
  const answer = (await browser.api('POST', '/connections', request)).parse(connectAnswer)
  if (!('redirectTo' in answer)) throw new Error('the bank has no page')
  return answer.redirectTo
}

/** Visits the callback as the bank's redirect does: from another site, so without the Strict session cookie. */
export function visitCallback(browser: Browser, callback: URL): Promise<TestAnswer> {
  const kept = [...browser.cookies].filter(([name]) => name.includes('connect'))
  return browser.visit(callback.pathname + callback.search, {
    cookie: kept.map(([name, value]) => `${name}=${value}`).join('; '),
    'sec-fetch-site': 'cross-site',
  })
}

export interface BankRequest {
  readonly bank: string
  readonly choices?: Readonly<Record<string, string>>
}

/** What is asked for where somebody has to choose first. */
export function toBankRequest(bank: string, chosen?: SandboxChoice): BankRequest {
  return chosen ? { bank, choices: { [chosen.name]: chosen.value } } : { bank }
}

/** The whole way: start, click, come back, until the connection stands. Gives its id. */
export async function connectBank(
  browser: Browser,
  bank: string | BankRequest,
  person: string,
): Promise<Connection['id']> {
  const request = typeof bank === 'string' ? { bank } : bank
  const answer = (await browser.api('POST', '/connections', request)).parse(connectAnswer)
  if ('connection' in answer) return answer.connection.id
  let to = answer.redirectTo
  for (let rounds = 0; rounds < 3; rounds++) {
    const back = await visitCallback(browser, await walkBank(to, person))
    const location = back.headers.location ?? ''
    const id = new URLSearchParams(location.split('?', 2)[1]).get('connection')
    if (id !== null) return id as Connection['id']
    if (!location.startsWith('http')) throw new Error(`connecting ended at ${location}`)
    to = location
  }
  throw new Error('the bank asks for ever more pages')
}
