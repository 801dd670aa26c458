import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../architecture/sourceFiles.ts'
import { runCommand } from '../../scripts/runCommand.ts'
import { readDockerfile } from './dockerfile.ts'
import type { Stage } from './dockerfile.ts'

const stages = readDockerfile()
const image = mkdtempSync(join(tmpdir(), 'skrin-image-'))

afterAll(() => rmSync(image, { recursive: true, force: true }))

function stageOf(name: string): Stage {
  const stage = stages.find((one) => one.name === name)
  if (!stage) throw new Error(`no stage ${name}`)
  return stage
}

// The image runs as an unprivileged user on a Node of its own; here it is the project's.
const environment = {
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  CI: 'true',
  // A test would otherwise build the page for development.
  NODE_ENV: undefined,
  // What is at hand is not asked for again.
  npm_config_prefer_offline: 'true',
}

/** Follows COPY and RUN as an engine would, each stage in a folder of its own that stands for `/app`. */
async function build(name: string): Promise<string> {
  const folder = join(image, name)
  if (existsSync(folder)) return folder
  const { base, instructions } = stageOf(name)
  if (stages.some((stage) => stage.name === base)) {
    cpSync(await build(base), folder, { recursive: true, verbatimSymlinks: true })
  } else mkdirSync(folder)
  for (const { keyword, rest } of instructions) {
    if (keyword === 'COPY') await copy(rest, folder)
    if (keyword === 'RUN' && !rest.includes('/data')) {
      const { code, output } = await runCommand(['sh', '-c', rest], {
        cwd: folder,
        env: environment,
      })
      if (code !== 0) throw new Error(`${rest} ended with ${code}:\n${output}`)
    }
  }
  return folder
}

async function copy(rest: string, folder: string): Promise<void> {
  const words = rest.split(' ')
  const from = /^--from=(.+)$/.exec(words[0] ?? '')?.[1]
  const target = join(folder, words.at(-1) ?? '')
  const source = from ? await build(from) : projectRoot
  for (const path of words.slice(from ? 1 : 0, -1)) {
    const origin = join(source, path.replace(/^\/app/, ''))
    const isInto = words.at(-1)?.endsWith('/') && path !== '/app'
    const place = isInto ? join(target, basename(origin)) : target
    cpSync(origin, place, {
      recursive: true,
      verbatimSymlinks: true,
      filter: from ? () => true : isSent,
    })
  }
}

// As .dockerignore says.
function isSent(path: string): boolean {
  return !/\/(node_modules|dist)(\/|$)|\.test\.ts$/.test(path)
}

describe('the Dockerfile', () => {
  beforeAll(async () => {
    await build('skrin')
  }, 120_000)

  it('makes the product the last stage, without the sandbox', () => {
    expect(stages.at(-1)?.name).toBe('skrin')
    expect(readdirSync(join(image, 'skrin'))).not.toContain('scripts')
    expect(existsSync(join(image, 'skrin/test/sandbox'))).toBe(false)
  })

  it('runs as nobody special, on Node 24, and stays in the foreground', () => {
    const base = stageOf('base')

    expect(base.base).toMatch(/^node:24/)
    expect(base.instructions).toContainEqual({ keyword: 'USER', rest: 'node' })
    expect(stageOf('skrin').instructions).toContainEqual({
      keyword: 'CMD',
      rest: '["node", "bff/src/main.ts"]',
    })
  })

  it('carries the built page and only what the server needs', () => {
    expect(existsSync(join(image, 'skrin/web/dist/index.html'))).toBe(true)
    expect(existsSync(join(image, 'skrin/web/src'))).toBe(false)
    const packages = readdirSync(join(image, 'skrin/node_modules/.pnpm'))
    expect(packages.some((name) => name.startsWith('express@'))).toBe(true)
    expect(packages.filter((name) => /^(typescript|vite|vitest|eslint|node)@/.test(name))).toEqual(
      [],
    )
  })

  it('has the command line on its path', async () => {
    const paths = stageOf('base').instructions.find(({ keyword }) => keyword === 'ENV')?.rest
    const { code, output } = await runCommand([join(image, 'skrin/bff/bin/skrin'), '--help'], {
      cwd: image,
      env: environment,
    })

    expect(paths).toContain('PATH=/app/bff/bin:')
    expect(output).toContain('doctor')
    expect(code).toBe(0)
  })

  it('starts, passes its own health check, and ends on SIGTERM', async () => {
    await startAndEnd('skrin', ['bff/src/main.ts'])
  })

  it('starts the demo from the sandbox stage just so', async () => {
    await build('sandbox')

    const printed = await startAndEnd('sandbox', ['scripts/start.ts'])

    expect(stageOf('sandbox').instructions).toContainEqual({
      keyword: 'CMD',
      rest: '["node", "scripts/start.ts"]',
    })
    expect(printed).toContain('Skrin is ready')
    expect(printed).not.toContain('incomplete')
  }, 60_000)
})

/** Runs what a stage runs, with its environment, until its health check is content; returns what it printed. */
async function startAndEnd(stage: string, args: readonly string[]): Promise<string> {
  const port = await freePort()
  const data = join(image, `${stage}-data`)
  mkdirSync(data)
  const env = {
    PATH: environment.PATH,
    NODE_ENV: 'production',
    SKRIN_DEMO: stage === 'sandbox' ? 'on' : 'off',
    SKRIN_DATA_DIR: data,
    SKRIN_PORT: String(port),
    SKRIN_PUBLIC_URL: `http://localhost:${port}`,
    // Its own port may be taken by a demo on this machine.
    SANDBOX_PORT: String(await freePort()),
  }
  const child = spawn(process.execPath, args, { cwd: join(image, stage), env })
  const exit = once(child, 'exit')
  let printed = ''
  child.stdout.on('data', (chunk) => (printed += String(chunk)))
  child.stderr.on('data', (chunk) => (printed += String(chunk)))
  try {
    await expect.poll(() => printed, { timeout: 30_000 }).toContain('Skrin is ready')
    expect(await healthCheck(port)).toBe(0)
  } finally {
    child.kill('SIGTERM')
  }
  expect(await exit, printed).toEqual([0, null])
  return printed
}

/** The very command of HEALTHCHECK; its exit code. */
async function healthCheck(port: number): Promise<number | null> {
  const rest =
    stageOf('base').instructions.find(({ keyword }) => keyword === 'HEALTHCHECK')?.rest ?? ''
  const [program = '', ...args] = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as string[]
  const child = spawn(program, args, { env: { PATH: environment.PATH, SKRIN_PORT: String(port) } })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
