import type { BankManifest } from '@skrin/shared/api/banks'
import type { Page } from 'playwright-core'
import type { SandboxChoice } from '../../sandbox/kit/sandboxBank.ts'
import { chooseBank } from './chooseBank.ts'
import type { Visit } from './openSkrin.ts'
import { bankCard, goTo } from './places.ts'

const MOST_PAGES = 8
const no = /refuse|reject|cancel|deny|decline|avbryt|avslå|neka/i

export interface AtBank {
  /** Whose button is pressed where the bank asks who is there. */
  readonly person: string
  readonly refuse?: boolean
  /** Which of its banks, where it is a service. */
  readonly choice?: SandboxChoice | undefined
}

/** From the catalogue through the dialog and the bank's own pages, back to what was found. */
export async function connectBank(visit: Visit, bank: BankManifest, at: AtBank): Promise<void> {
  const { texts } = visit
  await goTo(visit, 'banks')
  const connect = new RegExp(`^${texts.text('banks.connect')} `)
  await bankCard(visit, bank.name).getByRole('button', { name: connect }).click()
  if (at.choice) await chooseBank(visit, at.choice)
  await confirmConnect(visit, bank, at)
}

/** From the open dialog on. */
export async function confirmConnect(visit: Visit, bank: BankManifest, at: AtBank): Promise<void> {
  const { page, texts } = visit
  const go =
    bank.access === 'redirect'
      ? texts.text('banks.continue', { bank: at.choice?.label ?? bank.name })
      : texts.text('banks.connectNow')
  await page.getByRole('dialog').getByRole('button', { name: go }).click()
  if (bank.access === 'redirect') await walkBankPages(page, new URL(visit.url), at)
  await page.waitForURL(
    (url) => url.pathname === '/banks/connected' || url.searchParams.has('problem'),
  )
}

/** Presses the bank's own buttons until it sends the browser back. */
async function walkBankPages(page: Page, home: URL, at: AtBank): Promise<void> {
  await page.waitForURL((url) => url.origin !== home.origin)
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const before = page.url()
    const heading = await page.getByRole('heading', { level: 1 }).innerText()
    await pressButton(page, at)
    await page.waitForLoadState()
    if (new URL(page.url()).origin === home.origin) return
    const stays =
      page.url() === before &&
      heading === (await page.getByRole('heading', { level: 1 }).innerText())
    if (stays) throw new Error(`the bank does not go on from ${before}`)
  }
  throw new Error(`the bank does not send the browser back from ${page.url()}`)
}

/** Refusing, when that is wished and possible; else the person; else what leads on. */
async function pressButton(page: Page, { person, refuse = false }: AtBank): Promise<void> {
  const buttons = page.getByRole('button')
  await buttons.first().waitFor()
  const labels = await buttons.allInnerTexts()
  const find = (isIt: (label: string) => boolean) => {
    const index = labels.findIndex(isIt)
    return index < 0 ? undefined : buttons.nth(index)
  }
  const choice =
    (refuse ? find((label) => no.test(label)) : undefined) ??
    find((label) => label.includes(person)) ??
    find((label) => !no.test(label))
  if (!choice) throw new Error(`no button leads on from ${page.url()}`)
  await choice.click()
}
