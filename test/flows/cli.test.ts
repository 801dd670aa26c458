import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import { systemEnv } from './harness/systemEnv.ts'

const skrin = fileURLToPath(new URL('../../bff/bin/skrin', import.meta.url))
let place: TestPlace

beforeEach(async () => {
  place = await createTestPlace('sqlite')
})
afterEach(() => place.remove())

/** The command itself, in a folder of its own as a person's shell would be. */
async function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const child = spawn(skrin, args, {
    cwd: place.dataDir,
    env: { ...systemEnv, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(child, 'close')
  return { code: child.exitCode, stdout: Buffer.concat(chunks).toString() }
}

it('lists its commands', async () => {
  const { code, stdout } = await runSkrin(['--help'], {})

  expect(code).toBe(0)
  for (const command of ['doctor', 'member', 'bank-client', 'backup', 'restore', 'rotate-key'])
    expect(stdout).toMatch(new RegExp(`^  ${command}`, 'm'))
})

it.each([[['nonsense']], [['doctor', '--nonsense']], [['restore']], [['move-database']]])(
  'ends with 2 after wrong use: %s',
  async (args) => {
    const { code, stderr } = await runSkrin(args, place.env)

    expect(code).toBe(2)
    expect(stderr).not.toContain('    at ')
  },
)

it('ends with 2 and every problem of the configuration', async () => {
  const { code, stdout, stderr } = await runSkrin(['backup'], {
    SKRIN_PORT: 'x',
    SKRIN_DEMO: 'maybe',
  })

  expect(code).toBe(2)
  expect(stdout).toBe('')
  expect(stderr.trimEnd().split('\n')).toHaveLength(2)
})

it('makes no household where there is none', async () => {
  const { code, stderr } = await runSkrin(['backup'], place.env)

  expect(code).toBe(1)
  expect(stderr).toContain('there is no household in')
  expect(existsSync(join(place.dataDir, 'skrin.db'))).toBe(false)
})

it('says in one line what the system refuses', async () => {
  await (await startSkrin({ place })).stop()
  writeFileSync(join(place.dataDir, 'file'), '')

  const { code, stderr } = await runSkrin(['backup'], {
    ...place.env,
    SKRIN_BACKUP_DIR: join(place.dataDir, 'file', 'backups'),
  })

  expect(code).toBe(1)
  expect(stderr).toMatch(/^no backup could be made in \S+ \(E\w+\)\n$/)
})

it('T6: exports the configuration without a secret', async () => {
  const key = Buffer.alloc(32, 'the key').toString('base64')

  const { code, stdout } = await runSkrin(['export-config'], {
    ...place.env,
    SKRIN_KEY: key,
    SKRIN_SEB_CLIENT_ID: 'client-id-1',
    SKRIN_SEB_CLIENT_SECRET: 'client-secret-1',
  })

  expect(code).toBe(0)
  expect(stdout).toContain(`SKRIN_DATA_DIR=${place.dataDir}`)
  expect(stdout).toContain('# SKRIN_SEB_CLIENT_SECRET is set and not shown')
  expect(stdout).not.toMatch(/client-(id|secret)-1/)
  expect(stdout).not.toContain(key)
})

it('runs from a shell, and reads .env as the program does', async () => {
  writeFileSync(join(place.dataDir, '.env'), 'SKRIN_PUBLIC_URL=https://skrin.example\n')

  const good = await run(['export-config'], { SKRIN_LOG_LEVEL: 'warn' })
  const wrong = await run(['nonsense'], {})

  expect(good.code).toBe(0)
  expect(good.stdout).toContain('SKRIN_PUBLIC_URL=https://skrin.example\n')
  expect(good.stdout).toContain('SKRIN_LOG_LEVEL=warn\n')
  expect(wrong.code).toBe(2)
})
