import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { systemEnv } from '../test/flows/harness/systemEnv.ts'
import { ensureWebBuilt } from './ensureWebBuilt.ts'
import { projectRoot } from './runCommand.ts'

/** A start takes seconds; on a busy machine each may take as long as is waited for it. */
const START_MS = 40_000
const patient = { timeout: 2 * START_MS + 10_000 }

const cleanUps: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

interface Launched {
  readonly child: ChildProcess
  readonly ended: Promise<[number | null, NodeJS.Signals | null]>
  printed(): string
  errors(): string
}

/** `pnpm start` without the package manager, in a folder without `.env`. */
function launch(env: Record<string, string>): Launched {
  const script = join(import.meta.dirname, 'start.ts')
  const child = spawn(process.execPath, [script], {
    env: { ...systemEnv, ...env },
    cwd: temporaryFolder(),
  })
  let printed = ''
  let errors = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  const ended = once(child, 'close') as Launched['ended']
  cleanUps.push(() => (child.kill('SIGTERM'), ended))
  return { child, ended, printed: () => printed, errors: () => errors }
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skrin-start-'))
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function takePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanUps.push(() => void server.close())
  const address = server.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function freePort(): Promise<number> {
  const port = await takePort()
  await cleanUps.pop()?.()
  return port
}

async function isReady({ printed }: Launched, port: number): Promise<void> {
  const line = `Skrin is ready at http://localhost:${port}`
  await expect.poll(printed, { timeout: START_MS, interval: 50 }).toContain(line)
}

async function askSession(port: number) {
  const response = await fetch(`http://localhost:${port}/api/session`, {
    // A connection that is kept would be served to its end.
    headers: { 'x-csrf': '1', connection: 'close' },
  })
  return response.json()
}

beforeAll(ensureWebBuilt, 60_000)

describe('pnpm start with nothing configured', patient, () => {
  it('is the demo: filled when it is ready, said once, and ended by SIGTERM', async () => {
    const folder = temporaryFolder()
    const port = await freePort()
    const launched = launch({ SKRIN_DATA_DIR: folder, SKRIN_PORT: String(port) })

    await isReady(launched, port)
    const session = await askSession(port)
    launched.child.kill('SIGTERM')

    expect(await launched.ended).toEqual([0, null])
    expect(session).toMatchObject({ member: null, demo: { members: [{ id: 'ingrid' }, {}, {}] } })
    expect(launched.printed().match(/Skrin is ready/g)).toHaveLength(1)
    expect(launched.errors()).toBe('')
    await expect(askSession(port)).rejects.toThrow('fetch failed')
  })

  it('goes on with the same household the next time', async () => {
    const folder = temporaryFolder()
    const port = await freePort()
    const env = { SKRIN_DATA_DIR: folder, SKRIN_PORT: String(port) }
    const first = launch(env)
    await isReady(first, port)
    first.child.kill('SIGINT')
    expect(await first.ended).toEqual([0, null])

    const started = performance.now()
    const second = launch(env)
    await isReady(second, port)

    // Some 2 s alone on a machine; the limit only catches building or seeding again.
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(second.errors()).toBe('')
  })
})

describe('npx pnpm start', patient, () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('leaves nothing behind after %s', async (signal) => {
    const port = await freePort()
    const data = temporaryFolder()
    const child = spawn('npx', ['--yes', 'pnpm@12', 'start'], {
      env: { ...process.env, SKRIN_DATA_DIR: data, SKRIN_PORT: String(port), SKRIN_DEMO: 'off' },
      cwd: projectRoot,
      // As a terminal has it: one group, and none of the launcher's children in it.
      detached: true,
    })
    cleanUps.push(() => void child.kill('SIGTERM'))
    let printed = ''
    child.stdout.on('data', (chunk) => (printed += String(chunk)))
    await expect.poll(() => printed, { timeout: START_MS }).toContain('Skrin is ready')

    // Ctrl-C goes to the whole group; a service manager's SIGTERM perhaps to npx alone, which does not pass it on.
    if (signal === 'SIGTERM') child.kill(signal)
    else process.kill(-(child.pid ?? 0), signal)

    await expect
      .poll(
        () =>
          askSession(port).then(
            () => 'answers',
            () => 'gone',
          ),
        { timeout: 10_000 },
      )
      .toBe('gone')
  })
})

describe('pnpm start with a household', patient, () => {
  it('starts no sandbox and asks for the first member with a code', async () => {
    const folder = temporaryFolder()
    const port = await freePort()
    const launched = launch({ SKRIN_DATA_DIR: folder, SKRIN_PORT: String(port), SKRIN_DEMO: 'off' })

    await isReady(launched, port)

    expect(await askSession(port)).toMatchObject({ demo: null, setup: 'needed' })
    expect(launched.printed()).toMatch(/one-time code/)
    expect(existsSync(join(folder, 'demo'))).toBe(false)
    launched.child.kill('SIGTERM')
    expect(await launched.ended).toEqual([0, null])
  })
})

describe('pnpm start that cannot', () => {
  it('says in one line that its port is taken, and leaves nothing running', async () => {
    const port = await takePort()
    const launched = launch({ SKRIN_DATA_DIR: temporaryFolder(), SKRIN_PORT: String(port) })

    const [code] = await launched.ended

    expect(code).toBe(1)
    expect(launched.errors().trim().split('\n')).toEqual([
      `port ${port} is taken; stop the other program or set SKRIN_PORT`,
    ])
    expect(launched.printed()).not.toContain('ready')
  })

  it('says in one line each which settings are wrong', async () => {
    const launched = launch({
      SKRIN_DATA_DIR: temporaryFolder(),
      SKRIN_PORT: 'many',
      SKRIN_LOG_LEVL: 'debug',
    })

    const [code] = await launched.ended

    expect(code).toBe(2)
    expect(launched.errors().trim().split('\n').sort()).toEqual([
      'SKRIN_LOG_LEVL is not a setting of Skrin; did you mean SKRIN_LOG_LEVEL?',
      'SKRIN_PORT is not a port number (0 to 65535)',
    ])
  })

  it.each(['on', 'off'])(
    'says in one line that the data folder is none (demo %s)',
    async (demo) => {
      const file = join(temporaryFolder(), 'file')
      writeFileSync(file, '')
      const launched = launch({ SKRIN_DATA_DIR: file, SKRIN_DEMO: demo, SKRIN_PORT: '0' })

      const [code] = await launched.ended

      expect(code).toBe(1)
      expect(launched.errors().trim().split('\n')).toHaveLength(1)
      expect(launched.errors()).toMatch(/folder|ENOTDIR/)
    },
  )
})
