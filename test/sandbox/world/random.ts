/** Chance that can be repeated: the same name always gives the same sequence. Whole numbers only. */
export interface Random {
  /** From `low` to `high`, both included. */
  int(low: number, high: number): number
  pick<const T>(choices: readonly [T, ...T[]]): T
  percent(chance: number): boolean
}

export function createRandom(name: string): Random {
  let state = hash(name)
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const int = (low: number, high: number) => low + (next() % (high - low + 1))
  return {
    int,
    pick: (choices) => choices[int(0, choices.length - 1)] ?? choices[0],
    percent: (chance) => int(1, 100) <= chance,
  }
}

// FNV-1a
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  }
  return value >>> 0
}
