import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot, runCommand } from '../../scripts/runCommand.ts'

/** Builds the page aside and prints what its own build counts before the first paint: one way of counting for both. */
export async function printFirstPaint(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'skrin-bench-page-'))
  try {
    const cwd = join(projectRoot, 'web')
    const vite = join(cwd, 'node_modules/.bin/vite')
    const env = { NODE_ENV: 'production' }
    const { code, output } = await runCommand([vite, 'build', '--outDir', folder], { cwd, env })
    const told = /[\d.]+ kB gzipped JavaScript before the first paint.*/.exec(output)?.[0]
    if (code !== 0 || told === undefined) throw new Error(`the page cannot be built:\n${output}`)
    console.log(`\n${told}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
