import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const INDEX = '<!doctype html><title>Skrin</title>'
export const SCRIPT = 'console.log("hello")'

/** A page as the build makes it, with what must not be served beside it. */
export function makeWebDir(dir: string): string {
  mkdirSync(join(dir, 'assets'))
  mkdirSync(join(dir, '.git'))
  writeFileSync(join(dir, 'index.html'), INDEX)
  writeFileSync(join(dir, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(join(dir, 'assets/app-3f2a.js'), SCRIPT)
  writeFileSync(join(dir, 'assets/app-3f2a.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(join(dir, 'assets/app-3f2a.js.gz'), gzipSync(SCRIPT))
  writeFileSync(join(dir, 'assets/app-3f2a.js.map'), '{"sources":["secret.ts"]}')
  writeFileSync(join(dir, '.env'), 'SKRIN_KEY=secret')
  writeFileSync(join(dir, '.git/config'), 'secret')
  return dir
}
