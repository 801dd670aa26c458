import { readForms } from '../../sandbox/demo/readForms.ts'
import type { Browser } from './browser.ts'
import type { TestAnswer } from './sendRequest.ts'

/** What a browser sends with a form that stands on a page of ours. */
export const fromOwnPage = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
}

export interface SentForm {
  readonly fields: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly query?: string
}

/** The hidden field that binds the form to its session. */
export async function openForm(browser: Browser, bank: string): Promise<string> {
  const { text } = await browser.visit(`/bank-clients/${bank}`)
  const [form] = readForms(text)
  return form?.fields.find(({ name }) => name === 'token')?.value ?? ''
}

export function postForm(
  browser: Browser,
  bank: string,
  { fields, headers = fromOwnPage, query = '' }: SentForm,
): Promise<TestAnswer> {
  const body = new URLSearchParams(fields).toString()
  return browser.send({ method: 'POST', path: `/bank-clients/${bank}${query}`, headers, body })
}

/** Opens the form, fills it in and sends it. */
export async function enterBankClient(
  browser: Browser,
  bank: string,
  { id, secret }: { id: string; secret: string },
): Promise<TestAnswer> {
  const token = await openForm(browser, bank)
  return postForm(browser, bank, { fields: { token, clientId: id, clientSecret: secret } })
}
