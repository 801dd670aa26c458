import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import { seedHousehold } from '../test/sandbox/demo/seedHousehold.ts'
import { people } from '../test/sandbox/world/household.ts'
import { choosePort } from './choosePort.ts'
import { nextMessage } from './children.ts'
import type { Children } from './children.ts'
import { demoFolder, openDemoFolder, toDemoEnvironment } from './demoData.ts'
import type { DemoClients } from './demoData.ts'

/** The sandbox banks, the BFF beside them, and an invented household that has connected its banks. Returns an exit code. */
export async function startDemo(children: Children): Promise<number> {
  const demo = openDemoFolder(demoFolder(process.env))
  const sandbox = await startSandbox(children, demo.sandboxState)
  if (!sandbox) return 1
  demo.describe(people, sandbox.spareClients)

  // Ready is what has something to show: the line comes when the household is filled, not before.
  const onLine = (line: string) => !line.startsWith('Skrin is ready')
  const env = toDemoEnvironment(process.env, sandbox.env)
  const bff = children.start('bff/src/main.ts', { env, onLine })
  if ((await nextMessage(bff)) === null) return bff.exitCode ?? 1

  const publicUrl = publicUrlOf(process.env)
  await demo.ensureFilled(() => seedHousehold(publicUrl))
  console.log(`Skrin is ready at ${publicUrl}`)
  return await Promise.race([exitCodeOf(bff), exitCodeOf(sandbox.child)])
}

const PREFERRED_PORT = 4010

async function startSandbox(children: Children, stateFile: string) {
  const port = await choosePort(PREFERRED_PORT)
  const env = { SANDBOX_PORT: String(port), ...process.env, SANDBOX_STATE: stateFile }
  // It tells us what it prints in a message too.
  const child = children.start('test/sandbox/main.ts', { env, onLine: () => false })
  const message = await nextMessage(child)
  return isSandboxMessage(message) ? { ...message, child } : null
}

interface SandboxMessage {
  readonly env: Readonly<Record<string, string>>
  readonly spareClients: DemoClients
}

function isSandboxMessage(message: unknown): message is SandboxMessage {
  return typeof message === 'object' && message !== null && 'env' in message
}

async function exitCodeOf(child: ChildProcess): Promise<number> {
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

function publicUrlOf(env: NodeJS.ProcessEnv): string {
  const port = env.SKRIN_PORT || env.PORT || '3000'
  return (env.SKRIN_PUBLIC_URL || `http://localhost:${port}`).replace(/\/+$/, '')
}
