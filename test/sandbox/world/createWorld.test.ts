import { addDays, daysBetween, parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { isIban } from './accountNumbers.ts'
import { createWorld } from './createWorld.ts'
import { accounts } from './household.ts'
import type { World, WorldTransaction } from './world.ts'

const madeOn = parseLocalDate('2026-11-21')
const world = createWorld({ seed: 'lindvik', madeOn })
const ids = accounts.map(({ id }) => id)

function allRows(of: World, today = madeOn): WorldTransaction[] {
  return ids.flatMap((id) => of.transactionsOf(id, today))
}

describe('createWorld', () => {
  it('tells the same story for the same seed and day', () => {
    const again = createWorld({ seed: 'lindvik', madeOn })

    expect(allRows(again)).toEqual(allRows(world))
  })

  it('tells another story for another seed', () => {
    const other = createWorld({ seed: 'other', madeOn })

    expect(allRows(other)).not.toEqual(allRows(world))
  })

  it('only adds days when today is later', () => {
    const later = addDays(madeOn, 45)
    const growing = createWorld({ seed: 'lindvik', madeOn })

    const known = allRows(growing, later).filter(({ day }) => day <= madeOn)

    expect(known.toSorted(byId)).toEqual(allRows(world).toSorted(byId))
    expect(allRows(growing, later).length).toBeGreaterThan(known.length + 100)
  })

  it('covers two years with some four thousand rows, none after today', () => {
    const rows = allRows(world)
    const days = rows.map(({ day }) => day).sort()

    expect(rows.length).toBeGreaterThan(3700)
    expect(rows.length).toBeLessThan(4700)
    expect(daysBetween(days[0] ?? madeOn, madeOn)).toBeGreaterThan(725)
    expect(days.at(-1)).toBe(madeOn)
  })

  it('is made in well under a fifth of a second of this thread', () => {
    const start = process.threadCpuUsage()
    createWorld({ seed: 'fast', madeOn })
    const { user, system } = process.threadCpuUsage(start)

    expect((user + system) / 1000).toBeLessThan(200)
  })
})

describe.each(['lindvik', 'a', 'b', 'c', 'd'])('balances with seed %s', (seed) => {
  const story = createWorld({ seed, madeOn })

  it.each(accounts)('keeps $id above what its kind allows on every day', (account) => {
    for (let back = 730; back >= 0; back -= 1) {
      const day = addDays(madeOn, -back)
      const { availableMinor, bookedMinor, pendingMinor } = story.balanceOf(account.id, day)

      expect(Number.isSafeInteger(bookedMinor)).toBe(true)
      if (account.kind !== 'loan') expect(availableMinor).toBeGreaterThanOrEqual(0)
      if (account.kind === 'loan') expect(bookedMinor).toBeLessThan(-1_000_000_00)
      expect(bookedMinor + pendingMinor + account.creditLimitMinor).toBe(availableMinor)
    }
  })
})

describe('what the household does', () => {
  it('leaves the reservations of today and yesterday pending', () => {
    for (let back = 0; back < 60; back++) {
      const today = addDays(madeOn, -back)
      const pending = allRows(world, today).filter(({ bookedOn }) => bookedOn > today)

      expect(pending.map(({ day }) => day)).toContain(today)
      expect(pending.map(({ day }) => day)).toContain(addDays(today, -1))
      expect(pending.every(({ kind }) => kind === 'card')).toBe(true)
    }
  })

  it('moves money between own accounts in two equal and opposite legs', () => {
    const kroner = allRows(world).filter(
      ({ kind, message }) => kind === 'own_transfer' && message !== 'Valutaveksling',
    )
    const sums = new Map<string, number>()
    for (const { day, amountMinor } of kroner) sums.set(day, (sums.get(day) ?? 0) + amountMinor)

    expect(kroner.length).toBeGreaterThan(300)
    expect([...sums.values()].every((sum) => sum === 0)).toBe(true)
  })

  it('names the person when money goes to somebody else', () => {
    const pocketMoney = world.transactionsOf('sparebank1-ungdom', madeOn)
    const names = pocketMoney.filter(({ message }) => message === 'Ukepenger')

    expect(new Set(names.map(({ counterparty }) => counterparty))).toEqual(
      new Set(['Ingrid Lindvik']),
    )
  })

  it('buys the same thing for the same price twice on one day', () => {
    const seen = new Map<string, number>()
    for (const { accountId, day, amountMinor, counterparty } of allRows(world)) {
      const key = `${accountId} ${day} ${counterparty} ${amountMinor}`
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }

    expect([...seen.values()].filter((count) => count === 2).length).toBeGreaterThan(20)
  })

  it('shops abroad at a rate that gives the amount', () => {
    const foreign = allRows(world).filter(({ original }) => original !== null)

    expect(foreign.length).toBeGreaterThan(100)
    for (const { amountMinor, original } of foreign) {
      const rate = Number(original?.rate.replace('.', ''))
      const exact = BigInt(-(original?.amountMinor ?? 0)) * BigInt(rate)
      expect(BigInt(-amountMinor)).toBe((exact + 5000n) / 10_000n)
    }
  })

  it('pays more for power in January than in July', () => {
    const power = allRows(world).filter(({ counterparty }) => counterparty === 'Hafslund Strøm')
    const paidIn = (month: string) =>
      power.find(({ day }) => day.slice(5, 7) === month)?.amountMinor

    expect(paidIn('02')).toBeLessThan(3 * (paidIn('08') ?? 0))
  })

  it.each(['salary', 'giro', 'direct_debit', 'mobile_payment', 'interest', 'fee', 'atm'])(
    'has %s rows',
    (kind) => {
      expect(allRows(world).some((row) => row.kind === kind)).toBe(true)
    },
  )

  it('pays more for a subscription from one month on', () => {
    const prices = world
      .transactionsOf('sparebank1-kort', madeOn)
      .filter(({ counterparty }) => counterparty === 'Netflix')
      .map(({ amountMinor }) => amountMinor)

    expect(prices.length).toBeGreaterThan(20)
    expect(new Set(prices).size).toBeGreaterThan(1)
    expect(prices.toSorted((a, b) => a - b)).toEqual(prices)
  })

  it('gets refunds', () => {
    const refunds = allRows(world).filter(({ message }) => message === 'Retur')

    expect(refunds.length).toBeGreaterThan(5)
    expect(refunds.every(({ amountMinor }) => amountMinor > 0)).toBe(true)
  })

  it('writes Nordic letters', () => {
    const texts = allRows(world).map(({ counterparty }) => counterparty)

    for (const letter of 'åäöøæ') expect(texts.some((text) => text.includes(letter))).toBe(true)
  })

  it('gives every row an id of its own', () => {
    const rows = allRows(world)

    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  })
})

describe('accounts', () => {
  it('have valid numbers and IBANs that are all different', () => {
    expect(new Set(accounts.map(({ number }) => number)).size).toBe(accounts.length)
    for (const { number, iban } of accounts) {
      expect(number).toMatch(/^\d{11}$/)
      expect(isIban(iban)).toBe(true)
      expect(iban.endsWith(number)).toBe(true)
      expect(mod11(number, iban.startsWith('SE') ? 1 : 0)).toBe(0)
    }
  })

  it('are seen by owners and by those with access', () => {
    const idsOf = (person: 'ingrid' | 'jonas' | 'emma', bank: string) =>
      world.accountsOf(person, bank).map(({ id }) => id)

    expect(idsOf('ingrid', 'sbanken')).toContain('sbanken-emma')
    expect(idsOf('ingrid', 'sparebank1')).toContain('sparebank1-felles')
    expect(idsOf('jonas', 'sparebank1')).toContain('sparebank1-felles')
    expect(idsOf('jonas', 'sparebank1')).not.toContain('sparebank1-ferie')
    expect(idsOf('emma', 'sparebank1')).toEqual(['sparebank1-ungdom'])
    expect(idsOf('emma', 'seb')).toEqual([])
  })

  it('close empty', () => {
    const closed = accounts.filter((account) => account.closed)

    expect(closed.map(({ id }) => id)).toEqual(['seb-placering'])
    expect(world.balanceOf('seb-placering', madeOn).bookedMinor).toBe(0)
  })
})

function byId(a: WorldTransaction, b: WorldTransaction): number {
  return a.id < b.id ? -1 : 1
}

function mod11(number: string, from: number): number {
  const weights = from === 0 ? [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1] : [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at + from]), 0)
  return sum % 11
}
