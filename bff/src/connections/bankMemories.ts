import type { ConnectionId } from '@skrin/shared/brand'
import type { BankMemory, Presence } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'

const KEPT_MS = 7 * 24 * 60 * 60_000
/** Of one connection: a few for each of its accounts. */
const MOST_KEPT = 200

export interface BankMemories {
  open(connection: ConnectionId, presence: Presence | null): BankMemory
}

/** Of each connection what its bank was found to do, for a week. */
export function createBankMemories(clock: Clock): BankMemories {
  const all = new Map<ConnectionId, Map<string, number>>()
  return {
    open(connection, presence) {
      const habits = all.get(connection) ?? new Map<string, number>()
      all.set(connection, habits)
      return {
        has: (habit) => presence === null && (habits.get(habit) ?? 0) > clock.now(),
        note(habit, isSo) {
          habits.delete(habit)
          if (!isSo) return
          habits.set(habit, clock.now() + KEPT_MS)
          const [oldest] = habits.keys()
          if (habits.size > MOST_KEPT && oldest !== undefined) habits.delete(oldest)
        },
      }
    },
  }
}
