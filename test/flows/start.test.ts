import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import {
  chmodSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBrowser } from './harness/browser.ts'
import { holdRequest } from './harness/holdRequest.ts'
import { PASSWORD } from './harness/startSkrin.ts'
import { findFreePort, spawnSkrin } from './harness/spawnSkrin.ts'
import { systemEnv } from './harness/systemEnv.ts'

const main = fileURLToPath(new URL('../../bff/src/main.ts', import.meta.url))
const goodKey = Buffer.alloc(32, 7).toString('base64')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skrin-start-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly lines: string[]
}

/** Runs the program until it ends by itself. */
async function run(env: Record<string, string>): Promise<Ended> {
  const child = spawn(process.execPath, [main], {
    env: { ...systemEnv, SKRIN_DATA_DIR: folder, SKRIN_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out: Buffer[] = []
  const err: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
  await once(child, 'close')
  const lines = Buffer.concat(err).toString().trimEnd().split('\n')
  return { code: child.exitCode, stdout: Buffer.concat(out).toString(), lines }
}

describe('starting', () => {
  it('says that it is ready, where, and with which code the first person sets it up', async () => {
    const skrin = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    const lines = skrin.output().split('\n')
    const code = /one-time code: (\S+)$/m.exec(skrin.output())?.[1]

    const answer = await createBrowser(skrin.url).api('POST', '/setup', {
      code,
      name: 'Ada',
      password: PASSWORD,
    })

    expect(lines).toContain(`Skrin is ready at ${skrin.url}`)
    expect(answer.status).toBe(200)
    expect(await skrin.stop()).toBe(0)
  })

  it('prints no code once somebody lives there', async () => {
    writeFileSync(
      join(folder, 'demo.json'),
      '{"members":[{"id":"ada","name":"Ada","role":"owner"}]}',
    )
    const demo = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    await demo.stop()

    const real = await spawnSkrin({ SKRIN_DATA_DIR: folder, SKRIN_DEMO: 'off' })
    await real.stop()

    expect(demo.output()).not.toContain('one-time code')
    expect(real.output()).not.toContain('one-time code')
  })

  it('makes files that only its own user can read', async () => {
    const skrin = await spawnSkrin({ SKRIN_DATA_DIR: join(folder, 'data') })
    await skrin.stop()

    const modes = readdirSync(join(folder, 'data')).map(
      (name) => statSync(join(folder, 'data', name)).mode & 0o077,
    )

    expect(modes.length).toBeGreaterThan(1)
    expect(new Set(modes)).toEqual(new Set([0]))
    expect(statSync(join(folder, 'data')).mode & 0o077).toBe(0)
  })
})

describe('not starting', () => {
  it('lists every wrong setting on a line of its own', async () => {
    const { code, stdout, lines } = await run({
      SKRIN_PORT: '99999',
      SKRIN_DEMO: 'maybe',
      SKRIN_DATADIR: 'x',
    })

    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(lines).toHaveLength(3)
    expect(lines.join('\n')).toContain(
      'SKRIN_DATADIR is not a setting of Skrin; did you mean SKRIN_DATA_DIR?',
    )
  })

  it('says that the port is taken', async () => {
    const port = await findFreePort()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')

    const { code, lines } = await run({ SKRIN_PORT: String(port) })
    other.close()

    expect(code).toBe(1)
    expect(lines).toEqual([`port ${port} is taken; stop the other program or set SKRIN_PORT`])
  })

  it('says that the address is not one of this machine', async () => {
    const { code, lines } = await run({ SKRIN_HOST: '203.0.113.1', SKRIN_PORT: '3999' })

    expect(code).toBe(1)
    expect(lines).toEqual(['SKRIN_HOST 203.0.113.1 is not an address of this machine'])
  })

  it.each([
    ['a file', 'file'],
    ['below a file', 'file/data'],
    ['where nothing can be made', '/proc/skrin/data'],
  ])('says that the data folder cannot be used: %s', async (_, place) => {
    writeFileSync(join(folder, 'file'), '')

    const { code, lines } = await run({
      SKRIN_DATA_DIR: resolve(folder, place),
      SKRIN_KEY: goodKey,
    })

    expect(code).toBe(1)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^the data folder .* cannot be used \(E\w+\); set SKRIN_DATA_DIR or /)
  })

  it('says that the database was made by a newer Skrin', async () => {
    const first = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    await first.stop()
    const database = new DatabaseSync(join(folder, 'skrin.db'))
    database.exec("insert into kysely_migration (name, timestamp) values ('999-later', '')")
    database.close()

    const { code, lines } = await run({})

    expect(code).toBe(1)
    expect(lines).toEqual([
      'the database is newer than this Skrin (999-later); start the newer version, or restore a backup from before it',
    ])
  })

  it('says that the demo has nobody', async () => {
    const { code, lines } = await run({ SKRIN_DEMO: 'on' })

    expect(code).toBe(1)
    expect(lines).toEqual([
      'the demo has no members: demo.json in the data folder is missing or malformed',
    ])
  })
})

describe('B4: the key', () => {
  const keyOf = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64')

  it.each([
    ['31 bytes', { SKRIN_KEY: keyOf(31) }, keyOf(31)],
    ['33 bytes', { SKRIN_KEY: keyOf(33) }, keyOf(33)],
    ['no base64', { SKRIN_KEY: 'correct horse battery staple' }, 'horse'],
  ])('is refused and not printed: %s', async (_, env, secret) => {
    const { code, stdout, lines } = await run(env)

    expect(code).toBe(2)
    expect(lines).toEqual([
      'SKRIN_KEY is not 32 bytes in base64; make one with: openssl rand -base64 32',
    ])
    expect(stdout + lines.join()).not.toContain(secret)
  })

  it.each([
    ['is absent', null, 0o600, /SKRIN_KEY_FILE/],
    ['is empty', '', 0o600, /does not hold 32 bytes/],
    ['holds 31 bytes', keyOf(31), 0o600, /does not hold 32 bytes/],
    ['can be read by everybody', goodKey, 0o644, /can be read by every user/],
  ])('is refused when its file %s', async (_, content, mode, reason) => {
    const path = join(folder, 'key')
    if (content !== null) writeFileSync(path, content)
    if (content !== null) chmodSync(path, mode)

    const { code, stdout, lines } = await run({ SKRIN_KEY_FILE: path })

    expect(code).not.toBe(0)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(reason)
    if (content) expect(stdout + lines.join()).not.toContain(content)
  })

  it('is refused when its file is a folder', async () => {
    const { code, lines } = await run({ SKRIN_KEY_FILE: folder })

    expect(code).not.toBe(0)
    expect(lines).toHaveLength(1)
  })

  it('may end in one line break', async () => {
    const path = join(folder, 'key')
    writeFileSync(path, `${goodKey}\n`, { mode: 0o600 })

    const skrin = await spawnSkrin({ SKRIN_DATA_DIR: join(folder, 'data'), SKRIN_KEY_FILE: path })

    expect(await skrin.stop()).toBe(0)
    expect(skrin.output()).not.toContain(goodKey)
  })

  it('is made beside the database on the first start, and another one starts with a warning', async () => {
    const first = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    await first.stop()

    const other = await spawnSkrin({ SKRIN_DATA_DIR: folder, SKRIN_KEY: goodKey })

    expect(await other.stop()).toBe(0)
    expect(first.output()).not.toContain('key.changed')
    expect(other.output()).toContain('"msg":"key.changed"')
    expect(first.output()).not.toContain(readFileSync(join(folder, 'skrin.key'), 'utf8').trim())
    expect(other.output()).not.toContain(goodKey)
  })
})

describe('ending', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes what is under way on %s, and lets nothing new in',
    async (signal) => {
      const skrin = await spawnSkrin({ SKRIN_DATA_DIR: folder })
      const ended = once(skrin.process, 'exit')
      const slow = await holdRequest(skrin.url, {
        path: '/api/session',
        headers: {
          'x-csrf': '1',
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/json',
        },
        body: '{"name":"Ada","password":"a guess"}',
      })

      skrin.process.kill(signal)
      await once(skrin.process.stdout ?? skrin.process, 'data')
      const newcomer = createBrowser(skrin.url).visit('/healthz')

      // Reset, when it was in the queue at the moment of closing.
      await expect(newcomer).rejects.toThrow(/ECONNREFUSED|ECONNRESET/)
      expect((await slow.finish()).status).toBe(401)
      await ended
      expect(skrin.process.exitCode).toBe(0)
    },
  )

  it('does not go on for a page that keeps asking on one connection', async () => {
    const skrin = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const ask = () =>
      new Promise<void>((resolve, reject) => {
        get(`${skrin.url}/healthz`, { agent }, (answer) => {
          answer.resume().on('end', resolve)
        }).on('error', reject)
      })
    await ask()
    const asking = setInterval(() => void ask().catch(() => undefined), 300)
    const startedAt = performance.now()

    expect(await skrin.stop()).toBe(0)

    clearInterval(asking)
    agent.destroy()
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('B3: ends with code 1 after a defect, logged without its message', async () => {
    const defect = "process.on('SIGUSR2', () => Promise.reject(new Error('token-canary-1')))"
    const skrin = await spawnSkrin({
      SKRIN_DATA_DIR: folder,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(defect)}`,
    })

    skrin.process.kill('SIGUSR2')
    await once(skrin.process, 'close')

    expect(skrin.process.exitCode).toBe(1)
    expect(skrin.output()).toContain('promise.unhandled')
    expect(skrin.output()).not.toContain('token-canary-1')
  })

  it('leaves a database that the next start takes up', async () => {
    const first = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    const code = /one-time code: (\S+)$/m.exec(first.output())?.[1]
    await createBrowser(first.url).api('POST', '/setup', { code, name: 'Ada', password: PASSWORD })
    await first.stop()
    expect(readdirSync(folder).sort()).toEqual(['skrin.db', 'skrin.key'])

    const second = await spawnSkrin({ SKRIN_DATA_DIR: folder })
    const answer = await createBrowser(second.url).api('POST', '/session', {
      name: 'ada',
      password: PASSWORD,
    })

    expect(answer.status).toBe(200)
    await second.stop()
  })
})
