import { PASSWORD } from '../../flows/harness/startSkrin.ts'
import type { Visit } from './openSkrin.ts'

export async function fillSignIn(
  { page, texts }: Visit,
  name: string,
  password: string,
): Promise<void> {
  await page.getByRole('textbox', { name: texts.text('session.name') }).fill(name)
  await page.getByLabel(texts.text('session.password')).fill(password)
  await page.getByRole('button', { name: texts.text('session.signIn'), exact: true }).click()
}

/** Through the form, up to the overview. */
export async function signIn(visit: Visit, name: string, password = PASSWORD): Promise<void> {
  const { page, texts } = visit
  await fillSignIn(visit, name, password)
  await page.getByRole('heading', { level: 1, name: texts.text('overview.title') }).waitFor()
}

/** With the request that the form sends: for tests that the form is no part of. */
export async function signInQuietly({ context, url }: Visit, name: string): Promise<void> {
  const answer = await context.request.post(`${url}/api/session`, {
    headers: {
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      origin: url,
    },
    data: { name, password: PASSWORD },
  })
  if (!answer.ok()) throw new Error(`signing in as ${name} was answered with ${answer.status()}`)
}

/** The form of the very first person, filled in and sent. */
export async function fillSetUp(
  { page, texts }: Visit,
  first: { code: string; name: string; password: string },
): Promise<void> {
  await page.getByRole('textbox', { name: texts.text('session.code') }).fill(first.code)
  await page.getByRole('textbox', { name: texts.text('session.name') }).fill(first.name)
  await page.getByLabel(texts.text('session.password')).fill(first.password)
  await page.getByRole('button', { name: texts.text('session.create') }).click()
}
