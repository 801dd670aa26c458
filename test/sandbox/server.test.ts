import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'node:http'
import { parseLocalDate } from '@skrin/shared/dates'
import express, { Router } from 'express'
import { afterEach, describe, expect, it } from 'vitest'
import { systemEnv } from '../flows/harness/systemEnv.ts'
import { operation } from './kit/faults.ts'
import type { CreateSandboxBank } from './kit/sandboxBank.ts'
import { startSandbox } from './server.ts'
import type { Sandbox, SandboxOptions } from './server.ts'

const cleanUps: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A bank with one operation and a counter as all its memory. */
const countingBank: CreateSandboxBank = (kit) => {
  let count = 0
  const router = Router()
  router.use(express.urlencoded({ extended: false }))
  router.get(
    '/count',
    operation({ bank: 'counting', ...kit }, 'accounts'),
    (_request, response) => {
      response.json({ count: ++count })
    },
  )
  return {
    router,
    env: {
      SKRIN_COUNTING_API_URL: kit.origin,
      SKRIN_COUNTING_CLIENT_SECRET: kit.plant('secret-1'),
    },
    spareClient: { id: 'client-2', secret: 'secret-2' },
    expireAccessTokens: () => (count = 100),
    revokeGrants: () => (count = 200),
    snapshot: () => ({ count }),
    restore: (snapshot) => {
      if (typeof snapshot === 'object' && snapshot && 'count' in snapshot)
        count = Number(snapshot.count)
    },
  }
}

async function start(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ banks: { counting: countingBank }, ...options })
  cleanUps.push(() => sandbox.close())
  return sandbox
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  cleanUps.push(() => rmSync(folder, { recursive: true }))
  return folder
}

async function send(
  method: string,
  url: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const headers = { 'content-type': 'application/json' }
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) }
  const response = await fetch(url, { method, ...sent })
  return { status: response.status, json: await response.json() }
}

describe('startSandbox', () => {
  it('serves each bank below its id on a loopback address', async () => {
    const sandbox = await start()

    expect(sandbox.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(sandbox.env['SKRIN_COUNTING_API_URL']).toBe(`${sandbox.origin}/counting`)
    expect((await send('GET', `${sandbox.origin}/counting/count`)).json).toEqual({ count: 1 })
  })

  it('says on its first page that the banks are invented', async () => {
    const sandbox = await start()

    const page = await (await fetch(sandbox.origin)).text()

    expect(page).toContain(`${sandbox.origin}/counting`)
    expect(page).toContain('invented')
  })

  it('goes on where it stopped when it has a state file', async () => {
    const stateFile = join(temporaryFolder(), 'state.json')
    const first = await startSandbox({
      banks: { counting: countingBank },
      stateFile,
      now: () => Date.parse('2026-03-01T12:00:00Z'),
    })
    await fetch(`${first.origin}/counting/count`)
    await first.close()

    const second = await start({ stateFile, now: () => Date.parse('2026-03-08T12:00:00Z') })

    expect((await send('GET', `${second.origin}/counting/count`)).json).toEqual({ count: 2 })
    expect(JSON.parse(readFileSync(stateFile, 'utf8'))).toMatchObject({ madeOn: '2026-03-01' })
  })

  it('still knows after a restart what money was moved', async () => {
    const stateFile = join(temporaryFolder(), 'state.json')
    const now = () => Date.parse('2026-03-02T12:00:00Z')
    const order = {
      from: 'sbanken-hoyrente',
      to: 'sbanken-bruk',
      amountMinor: 100_00,
      orderedOn: parseLocalDate('2026-03-02'),
    }
    const first = await startSandbox({ banks: { counting: countingBank }, stateFile, now })
    const move = first.world.moveMoney(order)
    await first.close()

    const second = await start({ stateFile, now })

    expect(move.rows).toHaveLength(2)
    expect(second.world.moves()).toEqual([move])
    expect((await send('GET', `${second.origin}/control/moves`)).json).toEqual({ moves: [move] })
  })

  it('reads a state file from before money could be moved', async () => {
    const stateFile = join(temporaryFolder(), 'state.json')
    const known = { seed: 'lindvik', madeOn: '2026-03-01', banks: { counting: { count: 4 } } }
    writeFileSync(stateFile, JSON.stringify(known))

    const sandbox = await start({ stateFile })

    expect(sandbox.world.moves()).toEqual([])
    expect((await send('GET', `${sandbox.origin}/counting/count`)).json).toEqual({ count: 5 })
  })

  it('saves shortly after a request, not only at the end', async () => {
    const stateFile = join(temporaryFolder(), 'state.json')
    const sandbox = await start({ stateFile })

    await fetch(`${sandbox.origin}/counting/count`)

    await expect
      .poll(() => JSON.parse(readFileSync(stateFile, 'utf8')), { timeout: 3000 })
      .toMatchObject({ banks: { counting: { count: 1 } } })
  })

  it('refuses a state file that is none, naming it', async () => {
    const stateFile = join(temporaryFolder(), 'state.json')
    writeFileSync(stateFile, '{"seed":')

    await expect(start({ stateFile })).rejects.toThrow(stateFile)
  })

  it('refuses two banks that set the same variable', async () => {
    const banks = { counting: countingBank, other: countingBank }

    await expect(start({ banks })).rejects.toThrow('SKRIN_COUNTING')
  })

  it('ends although a request hangs', async () => {
    const sandbox = await startSandbox({ banks: { counting: countingBank } })
    sandbox.faults.set({ bank: 'counting', operation: 'accounts', kind: 'hang' })
    const hanging = fetch(`${sandbox.origin}/counting/count`).catch(() => 'cut off')
    await expect.poll(() => sandbox.journal.entries('counting').length).toBe(1)

    await sandbox.close()

    expect(await hanging).toBe('cut off')
  })
})

describe('the control API', () => {
  it('sets and clears faults', async () => {
    const { origin } = await start()
    const fault = {
      bank: 'counting',
      operation: 'accounts',
      kind: 'rate_limited',
      times: 1,
      value: 7,
    }

    expect((await send('POST', `${origin}/control/faults`, fault)).status).toBe(201)
    const struck = await fetch(`${origin}/counting/count`)
    expect([struck.status, struck.headers.get('retry-after')]).toEqual([429, '7'])
    expect((await fetch(`${origin}/counting/count`)).status).toBe(200)

    await send('POST', `${origin}/control/faults`, { bank: 'counting', kind: 'unavailable' })
    expect((await fetch(`${origin}/counting/count`)).status).toBe(503)
    await send('DELETE', `${origin}/control/faults`)
    expect((await fetch(`${origin}/counting/count`)).status).toBe(200)
  })

  it('refuses a fault that does not exist', async () => {
    const { origin } = await start()

    const answer = await send('POST', `${origin}/control/faults`, {
      bank: 'counting',
      kind: 'fire',
    })

    expect(answer.status).toBe(400)
  })

  it('shows and clears the journal and tells the planted secrets', async () => {
    const { origin } = await start()
    await fetch(`${origin}/counting/count`)

    const journal = await send('GET', `${origin}/control/journal?bank=counting`)
    expect(journal.json).toMatchObject({ entries: [{ operation: 'accounts', method: 'GET' }] })
    expect((await send('GET', `${origin}/control/secrets`)).json).toEqual({ secrets: ['secret-1'] })

    await send('DELETE', `${origin}/control/journal`)
    expect((await send('GET', `${origin}/control/journal`)).json).toEqual({ entries: [] })
  })

  it('ends tokens and grants', async () => {
    const { origin } = await start()

    await send('POST', `${origin}/control/expire-tokens`, { bank: 'counting' })
    expect((await send('GET', `${origin}/counting/count`)).json).toEqual({ count: 101 })
    await send('POST', `${origin}/control/revoke-grants`, {})
    expect((await send('GET', `${origin}/counting/count`)).json).toEqual({ count: 201 })
  })

  it('answers only to loopback host names', async () => {
    const { origin } = await start()
    const asked = request(`${origin}/control/secrets`, { headers: { host: 'evil.example' } }).end()
    const [response] = await once(asked, 'response')
    response.resume()

    expect(response.statusCode).toBe(403)
  })

  it('takes no form that a web page could send', async () => {
    const { origin } = await start()

    const response = await fetch(`${origin}/control/expire-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{}',
    })

    expect(response.status).toBe(415)
  })
})

describe('main.ts', () => {
  const mainPath = join(import.meta.dirname, 'main.ts')

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'tells its launcher where it is and ends on %s',
    async (signal) => {
      const env = { ...systemEnv, SANDBOX_PORT: '0' }
      const child = fork(mainPath, { env, execArgv: [], silent: true })
      const [message] = await once(child, 'message')

      expect(message.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
      child.kill(signal)

      expect(await once(child, 'exit')).toEqual([0, null])
    },
  )

  it('says in one line that its port is taken', async () => {
    const sandbox = await start()
    const env = { ...systemEnv, SANDBOX_PORT: new URL(sandbox.origin).port }
    const child = fork(mainPath, { env, execArgv: [], silent: true })
    let errors = ''
    child.stderr?.on('data', (chunk) => (errors += String(chunk)))

    const [code] = await once(child, 'exit')

    expect(code).toBe(1)
    expect(errors.trim().split('\n')).toHaveLength(1)
    expect(errors).toContain('EADDRINUSE')
  })
})
