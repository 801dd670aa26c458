import type { AccessLevel } from '@skrin/shared/api/sharing'

const order: readonly AccessLevel[] = ['balance', 'transactions', 'own']

/** Negative when `a` lets see more than `b`: for sorting, the most first. */
export function compareLevels(a: AccessLevel, b: AccessLevel): number {
  return order.indexOf(b) - order.indexOf(a)
}

export function lowerLevel<A extends AccessLevel, B extends AccessLevel>(a: A, b: B): A | B {
  return compareLevels(a, b) < 0 ? b : a
}

export function higherLevel<A extends AccessLevel, B extends AccessLevel>(a: A, b: B): A | B {
  return compareLevels(a, b) < 0 ? a : b
}
