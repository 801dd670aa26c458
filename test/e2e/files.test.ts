import { buffer } from 'node:stream/consumers'
import type { Download } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Language } from '../../web/src/i18n/language.ts'
import { connectBank } from '../flows/harness/walkBank.ts'
import { checkThemes } from './harness/checkThemes.ts'
import { desktop, phone } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const owner = 'Ingrid Lindvik'
const csv = `Dato;Beskrivelse;Beløp
03.02.2019;Gammel bokhandel på Grünerløkka;-199,00
04.02.2019;Trikk;-37,00
04.02.2019;Trikk;-37,00
31.02.2019;Feil dag;-1,00
`

let world: E2eWorld
beforeAll(async () => {
  world = await startWorld()
  await world.skrin.addMember(owner, { role: 'owner' })
  await connectBank(await world.skrin.signIn(owner), 'sparebank1', owner)
})
afterAll(() => world[Symbol.asyncDispose]())

const isTooWide = ({ page }: Visit) =>
  page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)

const bytesOf = async (download: Download) => buffer(await download.createReadStream())

it.each<[Language, 'desktop' | 'phone']>([
  ['nb', 'phone'],
  ['en', 'desktop'],
])('a file comes in, is looked at, imported and undone (%s, %s)', async (language, size) => {
  const visit = await world.enter(owner, { language, viewport: { desktop, phone }[size] })
  const { page, texts, url } = visit
  const found: string[] = []
  await page.goto(`${url}/settings/files`)
  await page.getByText(texts.text('files.importAbout')).waitFor()
  found.push(...(await checkThemes(visit, 'files', ['light', 'dark'])))

  await page.locator('input[type=file]').setInputFiles({
    name: 'konto.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv, 'latin1'),
  })
  await page.getByText(texts.text('files.previewAccount')).waitFor()
  const accounts = page.getByRole('combobox', { name: texts.text('files.account'), exact: true })
  await accounts.selectOption({ index: 1 })
  await page.getByText('Gammel bokhandel på Grünerløkka').last().waitFor()
  found.push(...(await checkThemes(visit, 'import', ['light', 'dark'])))
  if (await isTooWide(visit)) found.push('import is too wide')
  await page.getByLabel(texts.text('files.leaveUnreadable')).check()
  await page.getByRole('button', { name: texts.plural('files.commit', 3) }).click()

  const done = page
    .getByRole('main')
    .getByText(texts.plural('files.doneLine', 3).split('{')[0] ?? '')
  await done.first().waitFor()
  await page.goto(`${url}/transactions?q=gammel+bokhandel`)
  await page.getByText('Gammel bokhandel på Grünerløkka').first().waitFor()
  await page.goto(`${url}/settings/files`)
  await page
    .getByRole('button', { name: texts.text('files.undo') })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: texts.text('files.undo'), exact: true }).click()
  await page.getByText(texts.text('files.undoneLine')).first().waitFor()

  expect(found).toEqual([])
})

it('the list goes out as a file, and so does all of one’s own', async () => {
  const visit = await world.enter(owner, { viewport: phone })
  const { page, texts, url } = visit
  await page.goto(`${url}/transactions`)
  await page.getByRole('button', { name: texts.text('transactions.export') }).click()
  await page.getByRole('dialog').getByLabel(texts.text('files.formatjson')).check()
  const found = await checkThemes(visit, 'export', ['light'])

  const [list] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: texts.text('files.download') }).click(),
  ])
  await page.goto(`${url}/settings/files`)
  const [all] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: texts.text('files.mineGet') }).click(),
  ])

  const exported: unknown = JSON.parse((await bytesOf(list)).toString())
  expect(exported).toMatchObject({ skrin: 'transactions' })
  expect((await bytesOf(all)).subarray(0, 2).toString()).toBe('PK')
  expect(all.suggestedFilename()).toMatch(/^skrin-[\d-]+-data\.zip$/)
  expect(found).toEqual([])
})
