import type { Engine } from '@skrin/bff/store/engine'
import fc from 'fast-check'
import { expect } from 'vitest'
import { playOrders, scenario } from './orderRun.ts'
import type { End, Run } from './orderRun.ts'
import { startOrderWorld } from './orderWorld.ts'

const moved = ['done', 'moved']
const certainlyNot = ['reviewed', 'expired', 'cancelled', 'refused', 'not_sent']

/** Fails with what is wrong. */
function judge({ told, countEnds }: Run): void {
  const ends = countEnds()
  for (const { order, executions } of ends) {
    const { id, state } = order
    expect(executions, `${id} is carried out once at most`).toBeLessThanOrEqual(1)
    expect(state, `${id} is not on its way for ever`).not.toBe('sending')
    if (moved.includes(state)) expect(executions, `${id} is ${state}`).toBe(1)
    if (certainlyNot.includes(state)) expect(executions, `${id} is ${state}`).toBe(0)
  }
  for (const { order, executions } of told) {
    if (moved.includes(order.state)) expect(executions, `was told ${order.state}`).toBe(1)
    // `reviewed` and `cancelled` are true when they are told; what is settled stays.
    const end = ends.find(({ order: { id } }) => id === order.id)
    if (order.settledAt !== null && order.state !== 'unknown')
      expect(end?.order.state, 'what was settled stays').toBe(order.state)
  }
  for (const end of ends.filter(isPlain))
    expect(end.order.state, 'what the list shows is found').not.toBe('unknown')
}

/** Carried out, and no other order could be the one that the list shows. */
function isPlain({ order, executions }: End, _index: number, ends: readonly End[]): boolean {
  const others = ends.filter((other) => other.order.id !== order.id && other.order.sentAt !== null)
  const isClear = (other: End) =>
    certainlyNot.includes(other.order.state) ||
    (other.executions === 1 && isSameQuestion(other.order, order))
  return executions === 1 && others.every(isClear)
}

/** What the bank is asked for; on the two sides of a midnight it is another. */
function isSameQuestion(one: End['order'], other: End['order']): boolean {
  return one.message === other.message && one.date === other.date
}

function count(runs: readonly Run[], test: (end: End) => boolean): number {
  return runs.flatMap(({ countEnds }) => countEnds()).filter(test).length
}

/** Worlds beside each other: most of the time goes by waiting for answers that do not come. */
const WORLDS = 5

/** Plays so many random runs, and fails with the seed of the first one in which an order went wrong. */
export async function proveOrders(engine: Engine, runs: number): Promise<void> {
  const played: Run[] = []
  let kills = 0
  const proveInOneWorld = async () => {
    await using world = await startOrderWorld(engine)
    await fc.assert(
      fc.asyncProperty(scenario, async (plan) => {
        const run = await playOrders(world, plan)
        played.push(run)
        judge(run)
      }),
      { numRuns: runs / WORLDS, endOnFailure: true },
    )
    kills += world.countKills()
  }
  await Promise.all(Array.from({ length: WORLDS }, proveInOneWorld))

  expect(played.length).toBe(runs)
  // Nor was anything carried out after its end was told.
  played.forEach(judge)
  // Nothing of it is proven by runs in which nothing happens.
  const some = runs / 50
  expect(kills).toBeGreaterThan(some)
  expect(count(played, ({ order }) => order.knownBy === 'answer')).toBeGreaterThan(some)
  expect(count(played, ({ order }) => order.knownBy === 'list')).toBeGreaterThan(some)
  for (const state of ['not_sent', 'refused', 'unknown'])
    expect(count(played, ({ order }) => order.state === state)).toBeGreaterThan(some)
}
