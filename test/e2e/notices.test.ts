import { raiseNotices } from '@skrin/bff/notices/raiseNotices'
import { readReader } from '@skrin/bff/notices/readers'
import { wantEverything } from '@skrin/bff/notices/testReaders'
import {
  insertTestAccount,
  insertTestConnection,
  insertTestTransaction,
} from '@skrin/bff/store/testRows'
import { accountId, connectionId, transactionId } from '@skrin/shared/api/primitives'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startMailServer } from '../flows/harness/startMailServer.ts'
import type { MailServer } from '../flows/harness/startMailServer.ts'
import { checkThemes } from './harness/checkThemes.ts'
import { phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const kari = 'Kari Lindvik'
const connection = v.parse(connectionId, 'connection-1')
const account = v.parse(accountId, 'account-1')
const row = v.parse(transactionId, 'row-1')

let mail: MailServer
let world: E2eWorld
beforeAll(async () => {
  mail = await startMailServer()
  const env = {
    SKRIN_SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
    SKRIN_MAIL_FROM: 'skrin@example.org',
    SKRIN_NTFY_URL: 'http://127.0.0.1:9',
  }
  world = await startWorld({ skrin: { env } })
  const { context } = world.skrin
  const { db } = context
  const { id: member } = await world.skrin.addMember(kari, { role: 'owner' })
  await insertTestConnection(db, { id: connection, member, bank: 'sbanken' })
  await insertTestAccount(db, { id: account, connection, bank: 'sbanken' })
  await insertTestTransaction(
    db,
    { id: row, account_id: account },
    { text: 'Elkjøp', amount_minor: -9000_00 },
  )
  await wantEverything(db, member)
  const reader = await readReader(db, member)
  const large = { kind: 'large_transaction' as const, dedupe: 'large', account, transaction: row }
  await raiseNotices(context, reader, [
    { ...large, body: {} },
    {
      kind: 'consent_ending',
      dedupe: 'ending',
      connection,
      body: { days: 14, renewBy: context.clock.now() + 14 * 24 * 60 * 60_000 },
    },
  ])
})
afterAll(async () => {
  await world[Symbol.asyncDispose]()
  await mail[Symbol.asyncDispose]()
})

const isTooWide = ({ page }: Visit) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

async function confirmAddress({ page, texts }: Visit): Promise<void> {
  const section = page.getByRole('region', { name: texts.text('notices.mailTitle') })
  await section.getByRole('textbox').fill('kari@example.org')
  await section.getByRole('button', { name: texts.text('notices.sendCode') }).click()
  await section.getByText(texts.text('notices.codeSent', { address: 'kari@example.org' })).waitFor()
  const [code = ''] = /\d{6}/.exec(mail.mails.at(-1)?.headers.get('subject') ?? '') ?? []
  await section.getByRole('textbox').fill(code)
  await section.getByRole('button', { name: texts.text('notices.confirm') }).click()
  await section
    .getByText(texts.text('notices.addressIs', { address: 'kari@example.org' }))
    .waitFor()
}

it('rings, says what happened, leads there, and takes an address', async () => {
  const visit = await world.enter(kari, { language: 'nb' })
  const { page, texts } = visit
  const found: string[] = []
  const dialog = page.getByRole('dialog')

  await page.getByRole('button', { name: texts.plural('app.noticesNew', 2) }).click()
  const line = dialog.getByRole('link', { name: texts.text('notices.largeOut') })
  await line.waitFor()
  found.push(...(await checkThemes(visit, 'the list', ['light', 'dark'])))
  await line.click()
  await page.waitForURL(/\/transactions\?transaction=row-1$/)
  await dialog.getByText('Elkjøp').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: texts.plural('app.noticesNew', 1) }).click()
  await dialog.getByRole('button', { name: texts.text('notices.readAll') }).click()
  await page.getByRole('link', { name: texts.text('notices.choose') }).click()
  await page
    .getByRole('heading', { level: 1, name: texts.text('settingsPlaces.notices') })
    .waitFor()
  await page.getByRole('button', { name: texts.text('app.notices'), exact: true }).waitFor()
  await confirmAddress(visit)
  found.push(...(await checkThemes(visit, 'the settings', ['light', 'dark'])))

  expect(found).toEqual([])
})

it('is one step away on a phone, and fits it', async () => {
  const visit = await world.enter(kari, { language: 'sv', viewport: phone })
  const { page, texts, url } = visit
  const found: string[] = []

  await page.getByRole('button', { name: texts.text('app.more') }).click()
  await page.getByRole('button', { name: texts.text('app.notices') }).click()
  await page.getByRole('dialog').getByText(texts.text('notices.largeOut')).waitFor()
  found.push(...(await checkThemes(visit, 'the list', ['dark'])))
  await page.goto(`${url}/settings/notices`)
  await page.getByText(texts.text('notices.pushTitle')).waitFor()
  found.push(...(await checkThemes(visit, 'the settings', ['light'])))
  if (await isTooWide(visit)) found.push('the settings are too wide')

  expect(found).toEqual([])
})
