/** How well two fit, the least is best; null: not at all. */
export type Level<N, V> = (fresh: N, vacant: V) => number | null

export interface Pairing<N, V> {
  readonly pairs: readonly (readonly [N, V])[]
  /** Those that fit several equally well, and nothing says in which order. */
  readonly unsure: readonly { readonly fresh: readonly N[]; readonly vacant: readonly V[] }[]
}

export interface PairOptions<N, V> {
  readonly level: Level<N, V>
  /** Whether these may be paired one after the other: it makes no difference which is which. */
  readonly mayPairInOrder: (fresh: readonly N[], vacant: readonly V[]) => boolean
}

/**
 * Pairs what fits, the best level first. Whoever fits each other at one level stands in a group; a group of one and one is
 * a pair, a larger one is paired in the order given if that is allowed, and else nobody in it is paired.
 */
export function pairOff<N, V>(
  fresh: readonly N[],
  vacant: readonly V[],
  { level, mayPairInOrder }: PairOptions<N, V>,
): Pairing<N, V> {
  const pairs: (readonly [N, V])[] = []
  const unsure: { fresh: readonly N[]; vacant: readonly V[] }[] = []
  const settled = new Set<N | V>()
  for (const edges of byLevel(fresh, vacant, level)) {
    const open = edges.filter(([n, v]) => !settled.has(n) && !settled.has(v))
    for (const group of toGroups(open)) {
      const ns = fresh.filter((n) => group.has(n))
      const vs = vacant.filter((v) => group.has(v))
      for (const one of group) settled.add(one)
      if (ns.length > 1 || vs.length > 1) {
        if (!mayPairInOrder(ns, vs)) {
          unsure.push({ fresh: ns, vacant: vs })
          continue
        }
      }
      for (const pair of inOrder(ns, vs, level)) pairs.push(pair)
    }
  }
  return { pairs, unsure }
}

function byLevel<N, V>(
  fresh: readonly N[],
  vacant: readonly V[],
  level: Level<N, V>,
): (readonly [N, V])[][] {
  const levels = new Map<number, (readonly [N, V])[]>()
  for (const n of fresh) {
    for (const v of vacant) {
      const at = level(n, v)
      if (at === null) continue
      const edges = levels.get(at)
      if (edges) edges.push([n, v])
      else levels.set(at, [[n, v]])
    }
  }
  return [...levels].sort(([a], [b]) => a - b).map(([, edges]) => edges)
}

function toGroups<N, V>(edges: readonly (readonly [N, V])[]): Set<Set<N | V>> {
  const groupOf = new Map<N | V, Set<N | V>>()
  for (const [n, v] of edges) {
    const [a, b] = [groupOf.get(n) ?? new Set<N | V>([n]), groupOf.get(v) ?? new Set<N | V>([v])]
    const [large, small] = a.size < b.size ? [b, a] : [a, b]
    for (const one of small) {
      large.add(one)
      groupOf.set(one, large)
    }
    for (const one of [n, v]) groupOf.set(one, large)
  }
  return new Set(groupOf.values())
}

/** The nth with the nth; whoever does not fit the one whose turn it is takes the next that does. */
function inOrder<N, V>(
  fresh: readonly N[],
  vacant: readonly V[],
  level: Level<N, V>,
): (readonly [N, V])[] {
  const left = new Set(vacant)
  return fresh.flatMap((n) => {
    for (const v of left) {
      if (level(n, v) === null) continue
      left.delete(v)
      return [[n, v] as const]
    }
    return []
  })
}
