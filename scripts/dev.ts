import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { seedHousehold } from '../test/sandbox/demo/seedHousehold.ts'
import { people } from '../test/sandbox/world/household.ts'
import { choosePort } from './choosePort.ts'
import { openDemoFolder, toDemoEnvironment, demoFolder } from './demoData.ts'
import type { DemoClients } from './demoData.ts'
import { projectRoot, toolEnvironment } from './runCommand.ts'

// The page comes from Vite, which passes calls and callbacks on to the BFF: one origin, as in production.
const publicUrl = 'http://localhost:5173'
const bffPort = '3000'

if (existsSync('.env')) process.loadEnvFile('.env')
const env: NodeJS.ProcessEnv = {
  SKRIN_DATA_DIR: '.cache/dev',
  ...toolEnvironment(),
  SKRIN_PUBLIC_URL: publicUrl,
  SKRIN_PORT: bffPort,
}
const children: ChildProcess[] = []

function start(
  args: readonly string[],
  options: { env: NodeJS.ProcessEnv; cwd?: string; piped?: boolean },
) {
  const child = spawn(process.execPath, args, {
    env: options.env,
    cwd: options.cwd ?? projectRoot,
    stdio: ['ignore', options.piped ? 'pipe' : 'inherit', 'inherit'],
  })
  children.push(child)
  return child
}

interface StartedSandbox {
  /** The settings that point the BFF at it. */
  readonly env: Record<string, string>
  readonly spareClients: DemoClients
}

/** What the sandbox prints when it is up. */
async function startSandbox(stateFile: string): Promise<StartedSandbox> {
  const port = await choosePort(4010)
  const settings = { SANDBOX_PORT: String(port), SANDBOX_STATE: stateFile }
  const child = start(['--watch', '--watch-preserve-output', 'test/sandbox/main.ts'], {
    env: { ...env, ...settings },
    piped: true,
  })
  let printed = ''
  while (!printed.includes('\n# ready')) {
    const [chunk] = (await once(child.stdout ?? child, 'data')) as [Buffer]
    printed += chunk.toString()
  }
  child.stdout?.resume()
  const { SANDBOX_SPARE_CLIENTS: spareClients = '{}', ...known } = parseEnv(printed)
  const skrins = Object.entries(known).filter(([name]) => name.startsWith('SKRIN_'))
  return {
    env: Object.fromEntries(skrins.map(([name, value]) => [name, value ?? ''])),
    spareClients: JSON.parse(spareClients) as DemoClients,
  }
}

async function waitFor(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok) return
    await delay(200)
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    for (const child of children) child.kill(signal)
  })
}

const demo = openDemoFolder(demoFolder(env))
const sandbox = await startSandbox(demo.sandboxState)
demo.describe(people, sandbox.spareClients)
start(['--watch', '--watch-preserve-output', 'bff/src/main.ts'], {
  env: toDemoEnvironment(env, sandbox.env),
})
start([join(projectRoot, 'web/node_modules/vite/bin/vite.js')], {
  env,
  cwd: join(projectRoot, 'web'),
})
await waitFor(`http://localhost:${bffPort}/healthz`)
await waitFor(publicUrl)
await demo.ensureFilled(() => seedHousehold(publicUrl))
console.log(`Skrin is ready at ${publicUrl}, with reload`)
