import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { Evidence } from './findSecrets.ts'

/** Every file below a folder, packed ones unpacked too. */
export function readFolder(folder: string): Evidence[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .flatMap((path) => {
      const content = readFileSync(path)
      const plain = unpack(path, content)
      return [
        { where: path, content },
        ...(plain ? [{ where: `${path}, unpacked`, content: plain }] : []),
      ]
    })
}

function unpack(path: string, content: Buffer): Buffer | null {
  if (path.endsWith('.gz')) return gunzipSync(content)
  return path.endsWith('.br') ? brotliDecompressSync(content) : null
}
