import { annotationAnswer, bulkAnnotationAnswer, tagsAnswer } from '@skrin/shared/api/annotations'
import { categoriesAnswer } from '@skrin/shared/api/categories'
import {
  balanceInsight,
  categoriesInsight,
  changesAnswer,
  flowAnswer,
  recurringAnswer,
} from '@skrin/shared/api/insights'
import { ratesImportAnswer } from '@skrin/shared/api/rates'
import { ruleAnswer, ruleEffect, rulePreview, rulesAnswer } from '@skrin/shared/api/rules'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { totals, transactionsAnswer } from '@skrin/shared/api/transactions'
import type { Transaction } from '@skrin/shared/api/transactions'
import { transferOfTransaction } from '@skrin/shared/api/transfers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

let sandbox: Sandbox
let skrin: Skrin
let ingrid: Browser
let jonas: Browser

beforeAll(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env })
  await skrin.addMember('Ingrid', { role: 'owner' })
  await skrin.addMember('Jonas')
  ingrid = await skrin.signIn('Ingrid')
  jonas = await skrin.signIn('Jonas')
  await connectBank(ingrid, 'sparebank1', 'Ingrid')
  await connectBank(ingrid, 'sbanken', 'Ingrid')
  await connectBank(jonas, 'sparebank1', 'Jonas')
  await ingrid.api('GET', '/accounts')
  await jonas.api('GET', '/accounts')
  await vi.waitFor(
    async () => {
      for (const bank of ['sbanken', 'sparebank1'])
        expect(await find(ingrid, `bank=${bank}&status=booked`)).not.toHaveLength(0)
      expect(await find(jonas, 'status=booked')).not.toHaveLength(0)
    },
    { timeout: 30_000, interval: 200 },
  )
  await skrin.context.followUps.run()
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

const find = async (browser: Browser, query: string): Promise<Transaction[]> => {
  const answer = await browser.api('GET', `/transactions?prefer=cache&limit=500&${query}`)
  return answer.parse(transactionsAnswer).transactions
}
const findOne = async (browser: Browser, query: string): Promise<Transaction> => {
  const [first] = await find(browser, query)
  if (!first) throw new Error(`nothing for ${query}`)
  return first
}

describe('what Skrin makes of two years at the sandbox banks', () => {
  it('guesses the category of most of what is bought, and says that it guesses', async () => {
    const bought = (await find(ingrid, 'direction=out')).filter(({ transfer }) => !transfer)

    const known = bought.filter(({ category }) => category !== null)

    expect(known.length).toBeGreaterThan(bought.length * 0.6)
    expect(new Set(known.map(({ category }) => category?.by))).toEqual(new Set(['guess']))
  })

  it('recognises moves between banks of one person', async () => {
    const { accounts } = (await ingrid.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer)
    const bankOf = new Map(accounts.map(({ id, bank }) => [id, bank]))
    const moves = await find(ingrid, 'transfer=only&bank=sbanken&direction=out')
    const across = moves.find(
      ({ transfer }) => transfer && bankOf.get(transfer.account) !== 'sbanken',
    )

    const answer = await ingrid.api('GET', `/transactions/${across?.id ?? ''}/transfer`)

    const { transfer } = answer.parse(transferOfTransaction)
    expect(moves.length).toBeGreaterThan(40)
    expect(transfer?.other.amount.minor).toBe(-(across?.amount.minor ?? 0))
    expect(transfer?.other.transfer?.other).toBe(across?.id)
  })

  it('H1: knows a move between two people for those only who see both sides', async () => {
    const [mine] = await find(jonas, 'q=felles&direction=out')
    if (!mine) throw new Error('Jonas pays nothing into the household')
    expect(mine.transfer).not.toBeNull()
    const { accounts } = (await jonas.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer)
    const own = accounts.find(({ id }) => id === mine.account)
    const shares = [{ with: 'household', level: 'transactions' }]

    await jonas.api('PUT', `/accounts/${own?.id ?? ''}/sharing`, { shares })
    const seen = await findOne(ingrid, `account=${own?.id ?? ''}&q=felles&direction=out`)
    expect(seen.transfer).not.toBeNull()
    await jonas.api('PUT', `/accounts/${own?.id ?? ''}/sharing`, { shares: [] })
    expect(await find(ingrid, `account=${own?.id ?? ''}`)).toEqual([])
  })

  it('finds the subscription that became dearer, and when it comes next', async () => {
    const { recurring } = (await ingrid.api('GET', '/insights/recurring')).parse(recurringAnswer)
    const music = recurring.find(({ name }) => name.toLowerCase().includes('spotify'))

    expect(music).toMatchObject({ period: 'monthly', varies: false, category: 'subscriptions' })
    expect(music?.priceChange?.to.minor).toBeLessThan(music?.priceChange?.from.minor ?? 0)

    const path = `/insights/recurring/${music?.id ?? ''}`
    expect((await ingrid.api('PUT', path, { dismissed: true })).status).toBe(204)
    expect((await jonas.api('PUT', path, { dismissed: true })).status).toBe(404)
    const after = (await ingrid.api('GET', '/insights/recurring')).parse(recurringAnswer)
    expect(after.recurring.find(({ id }) => id === music?.id)?.dismissed).toBe(true)
  })

  it('tells flow, categories, balance and changes that agree with the list', async () => {
    const period = 'from=2026-01-01&to=2026-06-30'
    const ask = (name: string) => ingrid.api('GET', `/insights/${name}?${period}`)
    const flow = (await ask('flow')).parse(flowAnswer)
    const { categories } = (await ask('categories')).parse(categoriesInsight)
    const list = (await ingrid.api('GET', `/transactions/totals?${period}`)).parse(totals)
    const sum = (sums: readonly { in: { minor: number; currency: string } }[]) =>
      sums.filter((one) => one.in.currency === 'NOK').reduce((all, one) => all + one.in.minor, 0)

    expect(sum([...flow.sums, ...flow.transfers])).toBe(sum(list.sums))
    expect(sum(categories.map(({ sums }) => sums))).toBe(sum(flow.sums))
    expect((await ask('changes')).parse(changesAnswer).largest.length).toBeGreaterThan(0)
    const { currencies } = (await ask('balance')).parse(balanceInsight)
    expect(currencies[0]?.points.length).toBeGreaterThan(20)
  })

  it('refuses a period that ends before it begins', async () => {
    const answer = await ingrid.api('GET', '/insights/flow?from=2026-03-01&to=2026-02-01')

    expect(answer.status).toBe(400)
  })
})

describe('what people add', () => {
  it('keeps category, note and tags on a row of one’s own', async () => {
    const row = await findOne(ingrid, 'q=kiwi')
    const change = { category: 'gifts', note: 'Julebord', tags: ['Jul', 'jul', 'fest'] }

    const answer = await ingrid.api('PATCH', `/transactions/${row.id}`, change)

    const { transaction } = answer.parse(annotationAnswer)
    expect(transaction).toMatchObject({
      category: { id: 'gifts', by: 'person' },
      note: 'Julebord',
      tags: ['Jul', 'fest'],
    })
    const { tags } = (await ingrid.api('GET', '/tags')).parse(tagsAnswer)
    expect(tags.map(({ tag }) => tag).sort()).toEqual(['Jul', 'fest'])
    expect((await jonas.api('GET', '/tags')).parse(tagsAnswer).tags).toEqual([])
  })

  it('changes all that a list finds, at once', async () => {
    const query = 'q=rema&direction=out'
    const count = (await ingrid.api('GET', `/transactions/totals?${query}`)).parse(totals).count

    const answer = await ingrid.api('PATCH', '/transactions', {
      query,
      set: { tags: { add: ['storhandel'] } },
    })

    const { changed, notOwn } = answer.parse(bulkAnnotationAnswer)
    expect(changed).toBe(count)
    expect(notOwn).toBe(0)
    expect(await find(ingrid, 'tag=storhandel')).toHaveLength(Math.min(count, 500))
  })

  it('previews a rule, applies it, and gives everything back', async () => {
    const when = { contains: 'telia' }
    const set = { category: 'subscriptions' }
    const preview = await ingrid.api('POST', '/rules/preview', { when, set })
    const { changing } = preview.parse(rulePreview)
    expect(changing).toBeGreaterThan(0)

    const made = await ingrid.api('POST', '/rules', { when, set, old: true })
    const { rule, changed } = made.parse(ruleAnswer)
    expect([changed, rule.rows]).toEqual([changing, changing])
    const theirs = (await jonas.api('GET', '/rules')).parse(rulesAnswer)
    expect(theirs.rules).toEqual([])

    const removed = await ingrid.api('DELETE', `/rules/${rule.id}`)
    expect(removed.parse(ruleEffect).changed).toBe(changing)
  })

  it('has the household’s own categories beside the built-in ones', async () => {
    const made = await ingrid.api('POST', '/categories', { name: 'Hytta', direction: 'out' })
    expect(made.status).toBe(201)

    const { categories } = (await jonas.api('GET', '/categories')).parse(categoriesAnswer)

    expect(categories.at(-1)).toMatchObject({ name: 'Hytta', group: null })
    expect(categories[0]).toMatchObject({ id: 'housing', name: null, group: 'home' })
  })

  it('imports rates, all of a file or nothing of it', async () => {
    const good = 'date;base;quote;rate\n2026-01-02;EUR;NOK;11,70\n2026-02-02;EUR;NOK;11,60'
    const answer = await ingrid.api('POST', '/rates/import', { csv: good })
    expect(answer.parse(ratesImportAnswer).taken).toBe(2)

    const wrong = await ingrid.api('POST', '/rates/import', {
      csv: 'date;base;quote;rate\n2026-03-02;EUR;NOK;11,50\nyesterday;EUR;NOK;11,50',
    })

    expect(wrong.json).toMatchObject({ code: 'file_unreadable', line: 3 })
    const { rates } = (await ingrid.api('GET', '/rates')).json as { rates: { date: string }[] }
    expect(rates.map(({ date }) => date)).toEqual(['2026-02-02', '2026-01-02'])
  })
})
