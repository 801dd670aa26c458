import type { Engine } from '@skrin/bff/store/engine'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { playOrders, scenario } from './transferOrders/orderRun.ts'
import type { End, Run } from './transferOrders/orderRun.ts'
import { startOrderWorld } from './transferOrders/orderWorld.ts'

/** 1,000 in all. Worlds beside each other: most of the time goes by waiting for answers that do not come. */
const RUNS: readonly { engine: Engine; runs: number }[] = [
  ...Array.from({ length: 9 }, () => ({ engine: 'sqlite' as const, runs: 100 })),
  { engine: 'postgres', runs: 100 },
]

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
    (other.executions === 1 && other.order.message === order.message)
  return executions === 1 && others.every(isClear)
}

function count(runs: readonly Run[], test: (end: End) => boolean): number {
  return runs.flatMap(({ countEnds }) => countEnds()).filter(test).length
}

it(
  'in 1,000 random runs over lost and late answers, crashes, double clicks, two programs and replays, no order is carried out twice and none is reported wrongly',
  { timeout: 300_000 },
  async () => {
    const played: Run[] = []
    let kills = 0
    await Promise.all(
      RUNS.map(async ({ engine, runs }) => {
        await using world = await startOrderWorld(engine)
        await fc.assert(
          fc.asyncProperty(scenario, async (plan) => {
            const run = await playOrders(world, plan)
            played.push(run)
            judge(run)
          }),
          { numRuns: runs, endOnFailure: true },
        )
        kills += world.countKills()
      }),
    )

    // Nor was anything carried out after its end was told.
    played.forEach(judge)
    // Nothing of it is proven by runs in which nothing happens.
    expect(kills).toBeGreaterThan(50)
    expect(count(played, ({ order }) => order.knownBy === 'answer')).toBeGreaterThan(50)
    expect(count(played, ({ order }) => order.knownBy === 'list')).toBeGreaterThan(50)
    expect(count(played, ({ order }) => order.state === 'not_sent')).toBeGreaterThan(20)
    expect(count(played, ({ order }) => order.state === 'refused')).toBeGreaterThan(20)
    expect(count(played, ({ order }) => order.state === 'unknown')).toBeGreaterThan(20)
    expect(played.length).toBe(1000)
  },
)
