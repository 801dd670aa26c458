// @vitest-environment node
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { compressFolder } from './precompress.ts'

it('writes both forms beside every text file, and none beside pictures', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skrin-'))
  const script = 'export const greeting = "hello"\n'.repeat(50)
  await writeFile(join(folder, 'a.js'), script)
  await writeFile(join(folder, 'a.png'), 'not a text')

  await compressFolder(folder)

  const [br, gz] = await Promise.all(
    ['a.js.br', 'a.js.gz'].map((name) => readFile(join(folder, name))),
  )
  expect((await readdir(folder)).sort()).toEqual(['a.js', 'a.js.br', 'a.js.gz', 'a.png'])
  expect(br && brotliDecompressSync(br).toString()).toBe(script)
  expect(gz && gunzipSync(gz).toString()).toBe(script)
  await rm(folder, { recursive: true })
})
