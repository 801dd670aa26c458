import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { findFreePort } from '../flows/harness/spawnSkrin.ts'
import { systemEnv } from '../flows/harness/systemEnv.ts'
import { people } from '../sandbox/world/household.ts'
import { openSkrin } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'

const script = join(import.meta.dirname, '../../scripts/start.ts')
const cleanUps: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

interface Launched {
  readonly url: string
  readonly child: ChildProcess
  readonly exited: Promise<unknown[]>
  printed(): string
}

/** What `pnpm start` runs, in a folder of its own, up to the line that says it is ready. */
async function launch(env: Record<string, string> = {}): Promise<Launched> {
  const folder = mkdtempSync(join(tmpdir(), 'skrin-e2e-start-'))
  const port = await findFreePort()
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: {
      ...systemEnv,
      SKRIN_DATA_DIR: join(folder, 'data'),
      SKRIN_PORT: String(port),
      ...env,
    },
  })
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  const exited = once(child, 'exit')
  cleanUps.push(async () => {
    child.kill('SIGTERM')
    await exited
    rmSync(folder, { recursive: true })
  })
  const url = `http://localhost:${port}`
  await expect
    .poll(() => printed, { timeout: 60_000, interval: 50 })
    .toContain(`Skrin is ready at ${url}\n`)
  return { url, child, exited, printed: () => printed }
}

/** Ids of the processes below this one that run now. */
function descendantsOf(parent: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => parentOf(pid) === parent)
  return [...children, ...children.flatMap(descendantsOf)]
}

function parentOf(pid: number): number | null {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  } catch {
    // It ended while the list was read.
    return null
  }
}

const commandOf = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

async function enterAs({ page, texts }: Visit, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { level: 1, name: texts.text('overview.title') }).waitFor()
}

describe('pnpm start with nothing configured', () => {
  it('is a filled demo that anybody enters with one click, and ends without leaving anything', async () => {
    const { url, child, exited, printed } = await launch()
    const visit = await openSkrin(url)
    const { page, texts } = visit
    await page.goto(url)
    await page.getByText(texts.text('session.demoNote')).waitFor()

    for (const { name } of people) {
      await enterAs(visit, name)
      const newest = page.getByRole('region', { name: texts.text('overview.newest') })
      await newest.getByRole('listitem').nth(5).waitFor()
      const accounts = page.getByRole('region', { name: texts.text('overview.accounts') })
      await accounts.getByRole('link').first().waitFor()
      await page.getByRole('button', { name: texts.text('app.signOut') }).click()
      await page.getByText(texts.text('session.demoNote')).waitFor()
    }

    expect(printed().match(/Skrin is ready/g)).toHaveLength(1)
    const running = descendantsOf(child.pid ?? 0)
    expect(running.map(commandOf).filter((line) => line.includes('sandbox'))).toHaveLength(1)
    child.kill('SIGTERM')
    expect(await exited).toEqual([0, null])
    expect(running.filter((pid) => parentOf(pid) !== null)).toEqual([])
  })
})

describe('pnpm start with a bank client', () => {
  it('is the real thing: a code for the first person, no invented people, no simulated bank', async () => {
    const { url, child, printed } = await launch({
      SKRIN_SEB_CLIENT_ID: 'client-1',
      SKRIN_SEB_CLIENT_SECRET: 'secret-1',
    })
    const visit = await openSkrin(url)
    const { page, texts } = visit
    await page.goto(url)
    await page.getByRole('heading', { level: 1, name: texts.text('session.setUp') }).waitFor()

    const lines = printed().split('\n')
    expect(lines.filter((line) => /one-time code: \S+$/.test(line))).toHaveLength(1)
    for (const { name } of people) expect(await page.getByText(name).count()).toBe(0)
    const commands = descendantsOf(child.pid ?? 0).map(commandOf)
    expect(commands.some((line) => line.includes('bff/src/main.ts'))).toBe(true)
    expect(commands.filter((line) => line.includes('sandbox'))).toEqual([])
  })
})
