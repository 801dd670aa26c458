import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot, runCommand } from './runCommand.ts'

const sources = ['web', 'shared/src', 'shared/package.json', 'pnpm-lock.yaml', 'tsconfig.base.json']
const generated = new Set(['node_modules', 'dist'])
const stampPath = join(projectRoot, '.cache/web-build')

/** Builds the single-page app unless what it is made of is what it was made of last time. */
export async function ensureWebBuilt(): Promise<void> {
  // An image carries the built page without what it was made of.
  if (!existsSync(join(projectRoot, 'web/src'))) return
  const stamp = hashSources()
  if (existsSync(join(projectRoot, 'web/dist/index.html')) && readStamp() === stamp) return
  console.log('Building the page …')
  const vite = join(projectRoot, 'web/node_modules/.bin/vite')
  const cwd = join(projectRoot, 'web')
  // Whoever asks, tests included, gets the page that is shipped.
  const env = { NODE_ENV: 'production' }
  const { code, output } = await runCommand([vite, 'build', '--logLevel', 'warn'], { cwd, env })
  if (code !== 0) throw new Error(`the page cannot be built:\n${output}`)
  mkdirSync(join(stampPath, '..'), { recursive: true })
  writeFileSync(stampPath, stamp)
}

function readStamp(): string | null {
  return existsSync(stampPath) ? readFileSync(stampPath, 'utf8') : null
}

function hashSources(): string {
  const hash = createHash('sha256')
  for (const path of sources.flatMap((source) => listFiles(join(projectRoot, source)))) {
    if (path.endsWith('.test.ts')) continue
    hash
      .update(`${relative(projectRoot, path)}\0`)
      .update(readFileSync(path))
      .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return []
  const entries = readDirectory(path)
  if (!entries) return [path]
  return entries
    .filter((name) => !generated.has(name))
    .sort()
    .flatMap((name) => listFiles(join(path, name)))
}

function readDirectory(path: string): string[] | null {
  try {
    return readdirSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return null
    throw error
  }
}
