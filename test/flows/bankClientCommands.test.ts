import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { accountsAnswer } from '@skrin/shared/api/accounts'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import type { Browser } from './harness/browser.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { systemEnv } from './harness/systemEnv.ts'
import { connectBank } from './harness/walkBank.ts'

let sandbox: Sandbox
let skrin: Skrin
let jonas: Browser

beforeEach(async () => {
  sandbox = await startSandbox()
  skrin = await startSkrin({ env: sandbox.env })
  jonas = await skrin.signIn('Jonas')
})
afterEach(async () => {
  await skrin.stop()
  await sandbox.close()
})

const env = () => ({ ...sandbox.env, SKRIN_DATA_DIR: skrin.dataDir, SKRIN_PUBLIC_URL: skrin.url })
const run = (args: readonly string[], stdin = '') =>
  runSkrin(['bank-client', ...args], env(), { stdin, clock: skrin.clock })
const spare = () => sandbox.banks.get('sparebank1')?.spareClient ?? { id: '', secret: '' }

it('keeps a bank client that the running program uses at once', async () => {
  const { id, secret } = spare()

  const added = await run(['add', 'jonas', 'sparebank1', id], `${secret}\n`)
  await connectBank(jonas, 'sparebank1', 'Jonas')
  const { outcomes } = (await jonas.api('GET', '/accounts')).parse(accountsAnswer)
  const listed = await run(['list'])

  expect(added).toMatchObject({ code: 0, stderr: '' })
  expect(outcomes).toMatchObject([{ status: 'ok' }])
  expect(
    sandbox.journal.entries('sparebank1', 'token').map(({ form }) => form['client_id']),
  ).toEqual([id])
  expect(listed.stdout).toBe(`sparebank1    …${id.slice(-4)}  connections: 1  Jonas\n`)
  expect(added.stdout + listed.stdout).not.toContain(secret)
})

it('forgets it with its connections', async () => {
  await run(['add', 'Jonas', 'sparebank1', spare().id], spare().secret)
  await connectBank(jonas, 'sparebank1', 'Jonas')

  const removed = await run(['remove', 'Jonas', 'sparebank1'])

  expect(removed.code).toBe(0)
  expect((await jonas.api('GET', '/connections')).parse(connectionsAnswer).connections).toEqual([])
  expect((await run(['list', '--json'])).stdout).toBe('[]\n')
  expect((await run(['remove', 'Jonas', 'sparebank1'])).code).toBe(1)
})

const refused = [
  {
    what: 'an unknown member',
    args: ['Nobody', 'seb', 'id'],
    code: 1,
    says: /nobody here is called/,
  },
  { what: 'an unknown bank', args: ['Jonas', 'nobank', 'id'], code: 2, says: /no bank nobank/ },
  { what: 'no secret', args: ['Jonas', 'seb', 'id'], stdin: '', code: 2, says: /nothing came/ },
  { what: 'two lines', args: ['Jonas', 'seb', 'id'], stdin: 'a\nb', code: 2, says: /a line break/ },
  { what: 'a child', args: ['Emma', 'seb', 'id'], code: 1, says: /Emma is a child here/ },
]

it.each(refused)('refuses $what, and keeps nothing', async ({ args, stdin, code, says }) => {
  await skrin.addMember('Emma', { role: 'child' })

  const ran = await run(['add', ...args], stdin ?? 'secret')

  expect(ran.code).toBe(code)
  expect(ran.stderr).toMatch(says)
  expect(await skrin.context.db.selectFrom('bank_clients').selectAll().execute()).toEqual([])
})

it('seals nothing with a key that the program does not have', async () => {
  const key = Buffer.alloc(32, 9).toString('base64')

  const ran = await runSkrin(
    ['bank-client', 'add', 'Jonas', 'seb', 'id'],
    { ...env(), SKRIN_KEY: key },
    { stdin: 'secret', clock: skrin.clock },
  )

  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('the key here is not') })
})

it('T6: takes the secret from standard input, so that no list of processes shows it', async () => {
  const main = fileURLToPath(new URL('../../bff/src/cli/main.ts', import.meta.url))
  const args = ['bank-client', 'add', 'Jonas', 'sparebank1', spare().id]
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...systemEnv, ...env() },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  child.stdin.write(spare().secret)
  const commandLine = readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')
  child.stdin.end()
  await exited

  expect(child.exitCode).toBe(0)
  expect(commandLine).toContain('bank-client')
  expect(commandLine).not.toContain(spare().secret)
  expect(await skrin.context.db.selectFrom('bank_clients').selectAll().execute()).toHaveLength(1)
})
