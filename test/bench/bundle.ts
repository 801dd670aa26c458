import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../../web/dist', import.meta.url))

/** What the browser loads before it can paint: what index.html names, and all there is. */
export function printBundle(): void {
  if (!existsSync(join(dist, 'index.html'))) {
    console.log('\nThe page is not built; `pnpm build` first to see its size.')
    return
  }
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const scripts = readdirSync(join(dist, 'assets')).filter((name) => name.endsWith('.js'))
  const first = scripts.filter((name) => html.includes(name))
  const sum = (names: readonly string[]) =>
    names.reduce(
      (bytes, name) => bytes + gzipSync(readFileSync(join(dist, 'assets', name))).length,
      0,
    )
  console.log(
    `\nJavaScript before first paint ${kB(sum(first))} kB gzipped in ${first.length} files; all of it ${kB(sum(scripts))} kB in ${scripts.length}`,
  )
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
