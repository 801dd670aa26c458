import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

let parent: string

beforeEach(() => (parent = mkdtempSync(join(tmpdir(), 'skrin-runs-'))))
afterEach(() => rmSync(parent, { recursive: true }))

/** As another process does it, which then ends. */
function openAndEnd(): { folder: string; pid: number } {
  const program = `
    const { openRunFolder } = await import(${JSON.stringify(join(import.meta.dirname, 'openRunFolder.ts'))})
    const folder = openRunFolder(${JSON.stringify(parent)})
    const { existsSync } = await import('node:fs')
    if (!existsSync(folder)) process.exit(1)
    console.log(folder)
  `
  const ran = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  expect(ran.status).toBe(0)
  return { folder: ran.stdout.trim(), pid: ran.pid }
}

it('is there while its process lives, and goes with it', () => {
  const { folder, pid } = openAndEnd()

  expect(folder).toBe(join(parent, `skrin-run-${pid}`))
  expect(existsSync(folder)).toBe(false)
})

it('removes what a killed run left, and nothing else', () => {
  const { pid } = openAndEnd()
  const left = join(parent, `skrin-run-${pid}`)
  const living = join(parent, `skrin-run-${process.pid}`)
  const other = join(parent, 'something-else')
  for (const folder of [left, living, other]) {
    mkdirSync(folder)
    writeFileSync(join(folder, 'file'), '')
  }

  openAndEnd()

  expect([left, living, other].map((folder) => existsSync(folder))).toEqual([false, true, true])
})
