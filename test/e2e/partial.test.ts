import { registeredBanks } from '@skrin/bff/context'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import type { Outcome } from '@skrin/shared/api/connections'
import type { Instant } from '@skrin/shared/brand'
import { localDateIn } from '@skrin/shared/dates'
import { moneyFromMinor, parseCurrency } from '@skrin/shared/money'
import * as v from 'valibot'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { languages } from '../../web/src/i18n/language.ts'
import type { Language } from '../../web/src/i18n/language.ts'
import { formatDate } from '../../web/src/ui/formatDate.ts'
import { formatMoney } from '../../web/src/ui/formatMoney.ts'
import { toOutcomeKey } from '../../web/src/ui/outcomeKey.ts'
import { connectBank } from '../flows/harness/walkBank.ts'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import { TIME_ZONE } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { goTo } from './harness/places.ts'
import { signIn } from './harness/signIn.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'
import { createTexts } from './harness/texts.ts'

const me = 'Jonas Lindvik'
const failing = { id: 'sparebank1', name: nameOf('sparebank1') }
const healthy = { id: 'seb', name: nameOf('seb') }
const MINUTE_MS = 60_000
const TOTAL_MS = 1500

let world: E2eWorld
beforeAll(async () => {
  world = await startWorld({ skrin: { transportLimits: { totalMs: TOTAL_MS } } })
  const browser = await world.skrin.signIn(me)
  for (const { id } of [failing, healthy]) await connectBank(browser, id, me)
  await browser.api('GET', '/accounts')
})
// Past the time for which an answer counts as fresh.
beforeEach(() => world.skrin.clock.advance(10 * MINUTE_MS))
afterEach(async () => {
  world.sandbox.faults.clear()
  await world.skrin.context.refresher.settle()
})
afterAll(() => world[Symbol.asyncDispose]())

function nameOf(bank: string): string {
  return registeredBanks.find(({ manifest }) => manifest.id === bank)?.manifest.name ?? ''
}

/** Signs in and waits until the banks have been asked. */
async function enter(): Promise<{ visit: Visit; outcome: Outcome }> {
  const visit = await world.open()
  await visit.page.goto(visit.url)
  const asked = isAsked(visit)
  await signIn(visit, me)
  return { visit, outcome: await asked }
}

async function isAsked({ page, url }: Visit): Promise<Outcome> {
  const response = await page.waitForResponse(`${url}/api/accounts`)
  const { outcomes } = v.parse(accountsAnswer, await response.json())
  const outcome = outcomes.find(({ bank }) => bank === failing.id)
  if (!outcome) throw new RangeError(`nothing about ${failing.id}`)
  return outcome
}

async function turnTo({ page }: Visit, language: Language): Promise<void> {
  const preferences = JSON.stringify({ language })
  await page.evaluate((value) => localStorage.setItem('skrin.preferences', value), preferences)
  await page.reload()
}

/** What a person reads about a bank that failed: which, what, when asked, and since when the figures are. */
function sentencesFor(language: Language, outcome: Outcome): string[] {
  const { text, localeTag } = createTexts(language)
  const toClock = (moment: Instant) =>
    formatDate(moment, 'clock', { locale: localeTag, nowMs: Date.now(), timeZone: TIME_ZONE })
  const { askedAt, lastGoodAt, problem, status } = outcome
  const asked = askedAt ? text('outcomes.asked', { time: toClock(askedAt) }) : ''
  const headline = text(toOutcomeKey(problem), { bank: failing.name, asked })
  if (status === 'partial' || lastGoodAt === null) return [headline]
  return [headline, text('outcomes.figuresFrom', { time: toClock(lastGoodAt) })]
}

const summaryOf = ({ page }: Visit, language: Language) =>
  page.getByText(createTexts(language).plural('transactions.troubled', 1))

async function expectNotice(visit: Visit, language: Language, outcome: Outcome): Promise<void> {
  const summary = summaryOf(visit, language)
  await summary.waitFor()
  const notice = visit.page.getByRole('status').filter({ hasText: failing.name })
  if (!(await notice.isVisible())) await summary.click()
  for (const sentence of sentencesFor(language, outcome)) {
    await notice.getByText(sentence).waitFor()
  }
}

/** All accounts of both banks, each with the balance that its bank has. */
async function expectEveryFigure({ page }: Visit, localeTag: string): Promise<void> {
  const { accountsOf, balanceOf } = world.sandbox.world
  const today = localDateIn(TIME_ZONE, Date.now())
  for (const bank of [failing, healthy]) {
    const group = page.getByRole('region', { name: bank.name })
    for (const { id, name, currency } of accountsOf('jonas', bank.id).filter(
      ({ closed }) => !closed,
    )) {
      const money = moneyFromMinor(balanceOf(id, today).bookedMinor, parseCurrency(currency))
      const row = group.getByRole('listitem').filter({ hasText: name })
      await row.getByText(formatMoney(money, localeTag)).first().waitFor()
    }
  }
}

async function countTransactions(visit: Visit): Promise<string> {
  await goTo(visit, 'transactions')
  const count = visit.page.getByRole('status').filter({ hasText: /\d{3}/ })
  await count.first().waitFor()
  return count.first().innerText()
}

describe('a bank that is', () => {
  it.each<[FaultKind, Outcome['status'], string]>([
    ['unavailable', 'failed', 'accounts'],
    ['slow', 'failed', 'accounts'],
    ['malformed', 'failed', 'accounts'],
    ['partial', 'partial', 'transactions'],
  ])(
    '%s leaves everything on the page, says so in three languages, and recovers',
    async (kind, status, operation) => {
      world.sandbox.faults.set({ bank: failing.id, operation, kind, value: 2 * TOTAL_MS })

      const { visit, outcome } = await enter()

      expect(outcome.status).toBe(status)
      await expectNotice(visit, 'en', outcome)
      await expectEveryFigure(visit, visit.texts.localeTag)
      for (const language of ['nb', 'sv'] as const) {
        const asked = isAsked(visit)
        await turnTo(visit, language)
        await expectNotice(visit, language, await asked)
        await expectEveryFigure(visit, createTexts(language).localeTag)
      }

      world.sandbox.faults.clear()
      const { text } = createTexts('sv')
      await visit.page.getByRole('button', { name: text('ui.tryAgain') }).click()
      await summaryOf(visit, 'sv').waitFor({ state: 'detached' })
      await expectEveryFigure(visit, createTexts('sv').localeTag)
    },
  )

  it('rate_limited is left alone until it may be asked again, in three languages', async () => {
    world.sandbox.faults.set({
      bank: failing.id,
      operation: 'accounts',
      kind: 'rate_limited',
      value: 300,
    })

    const { visit, outcome } = await enter()

    expect(outcome).toMatchObject({ problem: 'bank_rate_limited', retryAt: expect.any(String) })
    for (const language of languages) {
      const asked = isAsked(visit)
      await turnTo(visit, language)
      await expectNotice(visit, language, await asked)
      await expectEveryFigure(visit, createTexts(language).localeTag)
      const { text } = createTexts(language)
      const [before = ''] = text('outcomes.nextTry').split('{time}')
      await visit.page.getByText(before).waitFor()
      expect(await visit.page.getByRole('button', { name: text('ui.tryAgain') }).count()).toBe(0)
    }

    world.sandbox.faults.clear()
    world.skrin.clock.advance(10 * MINUTE_MS)
    const asked = isAsked(visit)
    await visit.page.reload()
    expect(await asked).toMatchObject({ status: 'ok', problem: null })
    await expect.poll(() => summaryOf(visit, 'sv').count()).toBe(0)
  })

  it('unavailable loses no transaction, and the list says so too', async () => {
    const before = await countTransactions((await enter()).visit)
    world.skrin.clock.advance(10 * MINUTE_MS)
    world.sandbox.faults.set({ bank: failing.id, operation: 'accounts', kind: 'unavailable' })

    const { visit, outcome } = await enter()

    expect(await countTransactions(visit)).toBe(before)
    await expectNotice(visit, 'en', outcome)
  })
})
