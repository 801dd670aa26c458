import { addDays, parseLocalDate } from '@skrin/shared/dates'
import { describe, expect, it } from 'vitest'
import { createWorld } from './createWorld.ts'
import { accounts } from './household.ts'
import type { MoneyOrder, World } from './world.ts'

const today = parseLocalDate('2026-11-20')
const monday = addDays(today, 3)
const order: MoneyOrder = {
  from: 'sbanken-hoyrente',
  to: 'sbanken-bruk',
  amountMinor: 1_250_00,
  orderedOn: today,
  message: 'Vinterdekk',
}

function make(orders: ReturnType<World['orders']> = []): World {
  return createWorld({ seed: 'lindvik', madeOn: today, orders })
}

function allRows(world: World, until = today) {
  return accounts.flatMap(({ id }) => world.transactionsOf(id, until))
}

describe('moveMoney', () => {
  it('writes both sides at once, and both balances follow', () => {
    const world = make()
    const before = make()

    const move = world.moveMoney(order)

    expect(move).toMatchObject({ id: 'move-1', state: 'moved', day: today, arrivesOn: today })
    expect(world.transactionsOf('sbanken-hoyrente', today)).toContainEqual(
      expect.objectContaining({
        id: 'move-1-out',
        kind: 'own_transfer',
        day: today,
        bookedOn: today,
        amountMinor: -1_250_00,
        counterparty: 'Brukskonto',
        counterpartyAccount: accounts.find(({ id }) => id === 'sbanken-bruk')?.number,
        message: 'Vinterdekk',
      }),
    )
    expect(world.transactionsOf('sbanken-bruk', today)).toContainEqual(
      expect.objectContaining({ id: 'move-1-in', amountMinor: 1_250_00, message: 'Vinterdekk' }),
    )
    for (const [id, change] of [
      ['sbanken-hoyrente', -1_250_00],
      ['sbanken-bruk', 1_250_00],
    ] as const) {
      const { bookedMinor, availableMinor } = before.balanceOf(id, today)
      expect(world.balanceOf(id, today)).toMatchObject({
        bookedMinor: bookedMinor + change,
        availableMinor: availableMinor + change,
      })
    }
  })

  it('changes nothing that was told before', () => {
    const world = make()
    const told = allRows(world)

    world.moveMoney(order)

    expect(allRows(world).filter(({ id }) => !id.startsWith('move-'))).toEqual(told)
    expect(allRows(world)).toHaveLength(told.length + 2)
  })

  it('leaves on a later day when asked to, and not before', () => {
    const world = make()

    const move = world.moveMoney({ ...order, day: monday })

    expect(move).toMatchObject({ state: 'waiting', rows: [] })
    expect(findMoved(world, addDays(monday, -1))).toEqual([])
    expect(findMoved(world, monday)).toEqual(['move-1-in', 'move-1-out'])
    expect(world.moves()).toMatchObject([{ state: 'moved', day: monday }])
  })

  it('may take a day to be there', () => {
    const world = make()

    const move = world.moveMoney({
      ...order,
      from: 'sparebank1-lonn',
      to: 'sparebank1-kort',
      arrivesOn: monday,
    })

    expect(move.state).toBe('moved')
    expect(findMoved(world, addDays(monday, -1))).toEqual(['move-1-out'])
    expect(findMoved(world, monday)).toEqual(['move-1-in', 'move-1-out'])
    expect(world.transactionsOf('sparebank1-kort', monday)).toContainEqual(
      expect.objectContaining({ id: 'move-1-in', day: monday, bookedOn: monday }),
    )
  })

  it('moves nothing when the money is gone on the day', () => {
    const world = make()
    const all = world.balanceOf('sparebank1-bsu', today).availableMinor
    const fromBsu = { ...order, from: 'sparebank1-bsu', to: 'sparebank1-lonn', amountMinor: all }

    world.moveMoney({ ...fromBsu, day: monday })
    world.moveMoney(fromBsu)

    expect(findMoved(world, addDays(monday, 9))).toEqual(['move-2-in', 'move-2-out'])
    expect(world.moves().map(({ state }) => state)).toEqual(['uncovered', 'moved'])
  })

  it('calls it no own transfer when the account is somebody else’s', () => {
    const world = make()

    const { rows } = world.moveMoney({ ...order, to: 'sbanken-emma' })

    expect(rows).toMatchObject([
      { kind: 'transfer', counterparty: 'Emma Lindvik' },
      { kind: 'transfer', counterparty: 'Ingrid Lindvik' },
    ])
  })

  it.each([
    ['nothing', { amountMinor: 0 }],
    ['less than nothing', { amountMinor: -1 }],
    ['parts of an øre', { amountMinor: 0.5 }],
    ['to the same account', { to: order.from }],
    ['to another currency', { to: 'aritma-euro' }],
    ['to nobody', { to: 'nobody' }],
    ['yesterday', { day: addDays(today, -1) }],
    ['with an arrival before it leaves', { day: monday, arrivesOn: today }],
  ])('does not move %s', (_what, wrong) => {
    const world = make()

    expect(() => world.moveMoney({ ...order, ...wrong })).toThrow(RangeError)
    expect(world.moves()).toEqual([])
  })
})

describe('a world that is made again', () => {
  it('tells the same story with the same moves, now and later', () => {
    const first = make()
    first.moveMoney({ ...order, day: monday })
    first.moveMoney({ ...order, amountMinor: 90_000_00 })
    first.balanceOf('sbanken-bruk', addDays(today, 2))
    first.moveMoney({ ...order, orderedOn: addDays(today, 2), arrivesOn: addDays(today, 5) })
    const later = addDays(today, 60)
    const told = allRows(first, later)

    const again = make(first.orders())

    expect(allRows(again, later)).toEqual(told)
    expect(again.moves()).toEqual(first.moves())
    expect(told.filter(({ id }) => id.startsWith('move-'))).toHaveLength(6)
  })

  it('goes on with what is left: no account is overdrawn in the three months after it was emptied', () => {
    const world = make()
    for (const { id, currency } of accounts) {
      const { availableMinor } = world.balanceOf(id, today)
      const isSpent = currency !== 'NOK' || id === 'sparebank1-kort' || availableMinor <= 0
      if (isSpent) continue
      world.moveMoney({ ...order, from: id, to: 'sparebank1-kort', amountMinor: availableMinor })
    }

    for (let days = 0; days <= 90; days++) {
      const day = addDays(today, days)
      const left = accounts
        .filter(({ kind }) => kind !== 'loan')
        .map(({ id }) => world.balanceOf(id, day).availableMinor)
      expect(Math.min(...left)).toBeGreaterThanOrEqual(0)
    }
  })
})

function findMoved(world: World, until: typeof today): string[] {
  return allRows(world, until)
    .map(({ id }) => id)
    .filter((id) => id.startsWith('move-'))
    .sort()
}
