import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

type Variables = Readonly<Record<string, string | undefined>>

// The demo keeps apart from what a real household may have in the same data folder.
const folderName = 'demo'

export function demoFolder(env: Variables): string {
  return join(dataFolder(env), folderName)
}

/** On by order; by itself when no bank client is configured and nothing but a demo has been kept so far. */
export function isDemo(env: Variables): boolean {
  const wish = env.SKRIN_DEMO?.trim() || 'auto'
  if (wish !== 'auto') return wish === 'on'
  const hasClient = Object.keys(env).some(
    (name) => /^SKRIN_[A-Z0-9]+_CLIENT_(ID|SECRET|SECRET_FILE)$/.test(name) && env[name],
  )
  return !hasClient && !holdsHousehold(dataFolder(env))
}

function dataFolder(env: Variables): string {
  return env.SKRIN_DATA_DIR?.trim() || 'data'
}

// A fresh volume is not quite empty.
const ignored = new Set([folderName, 'lost+found', '.gitkeep', '.DS_Store'])

function holdsHousehold(folder: string): boolean {
  const isFolder = existsSync(folder) && statSync(folder).isDirectory()
  return isFolder && readdirSync(folder).some((name) => !ignored.has(name))
}

export interface DemoMember {
  readonly id: string
  readonly name: string
  readonly role: string
}

/** By bank: the invented bank client that a visitor of the demo can enter as their own. */
export type DemoClients = Readonly<Record<string, { readonly id: string; readonly secret: string }>>

/** Tells the BFF what the demo is made of. Whether it was filled already is kept beside it. */
export function openDemoFolder(folder: string) {
  makeFolder(folder)
  const filledPath = join(folder, 'filled')
  return {
    /** Who lives there, and which bank clients there are to try. */
    describe(members: readonly DemoMember[], bankClients: DemoClients) {
      const household = members.map(({ id, name, role }) => ({ id, name, role }))
      const text = JSON.stringify({ members: household, bankClients }, null, 2)
      const path = join(folder, 'demo.json')
      if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
    },
    /** Lets `fill` do its work once; when it fails, the demo goes on with what there is, and the next start tries again. */
    async ensureFilled(fill: () => Promise<void>) {
      if (existsSync(filledPath)) return
      try {
        await fill()
        writeFileSync(filledPath, '')
      } catch (error) {
        console.error(
          `The demo is incomplete:\n${error instanceof Error ? error.message : String(error)}`,
        )
      }
    },
    sandboxState: join(folder, 'sandbox.json'),
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new Error(`The data folder ${folder} cannot be written: ${reason}`, { cause })
  }
}

/** The launcher's environment with every setting of the simulated banks, and only those, replaced. */
export function toDemoEnvironment(
  env: NodeJS.ProcessEnv,
  sandboxEnv: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const prefixes = Object.keys(sandboxEnv).flatMap(
    (name) => /^SKRIN_[A-Z0-9]+_/.exec(name)?.[0] ?? [],
  )
  const kept = Object.entries(env).filter(
    ([name]) => !prefixes.some((prefix) => name.startsWith(prefix)),
  )
  return {
    ...Object.fromEntries(kept),
    ...sandboxEnv,
    SKRIN_LOG_LEVEL: env.SKRIN_LOG_LEVEL || 'warn',
    SKRIN_DEMO: 'on',
    SKRIN_DATA_DIR: demoFolder(env),
  }
}
