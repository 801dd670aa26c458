import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { localDateIn } from '@skrin/shared/dates'
import express from 'express'
import { createControl } from './control.ts'
import { renderIndex } from './indexPage.ts'
import { Faults } from './kit/faults.ts'
import { Journal } from './kit/journal.ts'
import type { CreateSandboxBank, SandboxBank } from './kit/sandboxBank.ts'
import { sandboxBanks } from './registry.ts'
import { openStateFile } from './stateFile.ts'
import type { SandboxState } from './stateFile.ts'
import { createWorld } from './world/createWorld.ts'
import type { World } from './world/world.ts'

export interface SandboxOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: string
  /** Epoch milliseconds. */
  readonly now?: () => number
  readonly seed?: string
  /** Where grants, moved money and the day on which the world was made outlive a restart; absent: nowhere. */
  readonly stateFile?: string
  readonly banks?: Readonly<Record<string, CreateSandboxBank>>
}

/** The running sandbox banks, with everything a test wants to turn or look at. */
export interface Sandbox {
  readonly origin: string
  /** The environment that points Skrin at all of them. */
  readonly env: Readonly<Record<string, string>>
  readonly world: World
  readonly faults: Faults
  readonly journal: Journal
  readonly banks: ReadonlyMap<string, SandboxBank>
  close(): Promise<void>
}

/** @throws when the port is taken, or when the state file cannot be read */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, host = '127.0.0.1', now = Date.now, stateFile } = options
  const banks: Readonly<Record<string, CreateSandboxBank>> = options.banks ?? sandboxBanks
  const file = stateFile === undefined ? null : openStateFile(stateFile)
  const seed = file?.known?.seed ?? options.seed ?? 'lindvik'
  const madeOn = file?.known?.madeOn ?? localDateIn('Europe/Oslo', now())
  const world = createWorld({ seed, madeOn, orders: file?.known?.orders ?? [] })
  const journal = new Journal()
  const faults = new Faults()

  const app = express().disable('x-powered-by')
  const server = createServer(app)
  const origin = await listen(server, { port, host })

  const running = new Map<string, SandboxBank>()
  for (const [id, create] of Object.entries(banks)) {
    const plant = (secret: string) => journal.plant(secret)
    const bank = await create({ origin: `${origin}/${id}`, world, faults, journal, now, plant })
    const known = file?.known?.banks[id]
    if (known !== undefined) bank.restore(known)
    running.set(id, bank)
  }
  const state = (): SandboxState => ({
    seed,
    madeOn,
    orders: [...world.orders()],
    banks: Object.fromEntries([...running].map(([id, bank]) => [id, bank.snapshot()])),
  })

  app.get('/', (_request, response) => {
    response.type('html').send(renderIndex(origin, running))
  })
  app.use('/control', createControl({ faults, journal, world, banks: running }))
  app.use((_request, response, next) => {
    response.on('close', () => file?.saveSoon(state))
    next()
  })
  for (const [id, bank] of running) app.use(`/${id}`, bank.router)

  return {
    origin,
    env: mergeEnvironments(running),
    world,
    faults,
    journal,
    banks: running,
    close: async () => {
      await closeServer(server)
      file?.close(state)
    },
  }
}

async function listen(server: Server, address: { port: number; host: string }): Promise<string> {
  server.listen(address.port, address.host)
  await once(server, 'listening')
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new TypeError('not listening on a port')
  // What listens on every address is still reached as loopback: another host name than Skrin's `localhost`.
  const name = address.host === '0.0.0.0' ? '127.0.0.1' : address.host
  return `http://${name}:${bound.port}`
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}

function mergeEnvironments(banks: ReadonlyMap<string, SandboxBank>): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const [id, { env }] of banks) {
    for (const [name, value] of Object.entries(env)) {
      if (name in merged) throw new RangeError(`${id} sets ${name} a second time`)
      merged[name] = value
    }
  }
  return merged
}
