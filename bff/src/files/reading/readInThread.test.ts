import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, expect, it } from 'vitest'
import { FileError } from './fileError.ts'
import { readInThread } from './readInThread.ts'

function put(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'skrin-read-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'file')
  writeFileSync(path, text)
  return path
}

it('reads what the thread told, in its order', async () => {
  const lines = Array.from({ length: 1200 }, (_, index) => `${index};x`)

  const content = await readInThread(put(lines.join('\n')))

  expect(content.format === 'csv' && content.records.map(({ line }) => line)).toEqual(
    lines.map((_, index) => index + 1),
  )
})

it('passes on what is wrong with a file', async () => {
  const refused: unknown = await readInThread(put('a;b\n"c')).catch((error: unknown) => error)

  expect(refused).toBeInstanceOf(FileError)
  expect(refused).toMatchObject({ reason: 'quote_left_open', line: 2 })
})

it('ends a thread that takes too long', async () => {
  const reading = readInThread(put('a;b\n'.repeat(30_000)), 1)

  await expect(reading).rejects.toMatchObject({ reason: 'took_too_long' })
})
