import type { ConnectionId } from '@skrin/shared/brand'
import { describe, expect, it } from 'vitest'
import { createBankMemories } from './bankMemories.ts'

const DAY_MS = 24 * 60 * 60_000
const connection = 'connection-1' as ConnectionId
const atTheScreen = { ip: '192.0.2.7', userAgent: null }

function remember() {
  let now = 0
  const memories = createBankMemories({ now: () => now })
  memories.open(connection, null).note('habit-1', true)
  return { memories, pass: (ms: number) => (now += ms) }
}

describe('what a bank was found to do', () => {
  it('is known for a week to whom nobody waits for', () => {
    const { memories, pass } = remember()

    expect(memories.open(connection, null).has('habit-1')).toBe(true)
    pass(7 * DAY_MS)
    expect(memories.open(connection, null).has('habit-1')).toBe(false)
  })

  it('is found out again while a person is there, and may be otherwise then', () => {
    const { memories } = remember()
    const attended = memories.open(connection, atTheScreen)

    expect(attended.has('habit-1')).toBe(false)
    attended.note('habit-1', false)
    expect(memories.open(connection, null).has('habit-1')).toBe(false)
  })

  it('is nothing of another connection or habit', () => {
    const { memories } = remember()

    expect(memories.open('connection-2' as ConnectionId, null).has('habit-1')).toBe(false)
    expect(memories.open(connection, null).has('habit-2')).toBe(false)
  })

  it('does not grow without end', () => {
    const memory = remember().memories.open(connection, null)
    for (let at = 0; at < 200; at++) memory.note(`more-${at}`, true)

    expect(memory.has('habit-1')).toBe(false)
    expect(memory.has('more-199')).toBe(true)
  })
})
