import { Router } from 'express'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../server.ts'
import type { Sandbox } from '../server.ts'
import { operation } from './faults.ts'
import type { CreateSandboxBank } from './sandboxBank.ts'

let executed = 0
let sandbox: Sandbox

/** A bank that does one thing. */
const doingBank: CreateSandboxBank = (kit) => {
  const router = Router()
  router.post('/do', operation({ bank: 'doing', ...kit }, 'do'), (_request, response) => {
    executed++
    response.status(201).json({ executed })
  })
  return {
    router,
    env: {},
    spareClient: { id: '', secret: '' },
    expireAccessTokens: () => undefined,
    revokeGrants: () => undefined,
    snapshot: () => null,
    restore: () => undefined,
  }
}

beforeEach(async () => {
  executed = 0
  sandbox = await startSandbox({ banks: { doing: doingBank } })
})
afterEach(() => sandbox.close())

const ask = () => fetch(`${sandbox.origin}/doing/do`, { method: 'POST' })

describe('lost_answer', () => {
  it('does what was asked and cuts the connection', async () => {
    sandbox.faults.set({ bank: 'doing', operation: 'do', kind: 'lost_answer', times: 1 })

    await expect(ask()).rejects.toThrow('fetch failed')

    expect(executed).toBe(1)
    expect(sandbox.journal.entries('doing', 'do')).toMatchObject([{ status: null }])
    expect(await (await ask()).json()).toEqual({ executed: 2 })
  })
})

describe('late_answer', () => {
  it('does what was asked at once and answers later', async () => {
    sandbox.faults.set({ bank: 'doing', operation: 'do', kind: 'late_answer', value: 200 })
    let isAnswered = false

    const asked = ask().finally(() => (isAnswered = true))
    await expect.poll(() => executed, { interval: 5 }).toBe(1)
    const wasAnswered = isAnswered
    const response = await asked

    expect(wasAnswered).toBe(false)
    expect([response.status, await response.json()]).toEqual([201, { executed: 1 }])
  })
})

describe('slow', () => {
  it('does what was asked only when the time is over', async () => {
    sandbox.faults.set({ bank: 'doing', operation: 'do', kind: 'slow', value: 80 })

    await expect(
      fetch(`${sandbox.origin}/doing/do`, { method: 'POST', signal: AbortSignal.timeout(20) }),
    ).rejects.toThrow('timeout')
    const heardNothing = executed

    await expect.poll(() => executed).toBe(1)
    expect(heardNothing).toBe(0)
  })
})
