import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Bank } from '@skrin/bff/banks/bank'
import { registry } from '@skrin/bff/banks/registry'
import { describe, expect, it } from 'vitest'
import { sandboxBanks } from '../sandbox/registry.ts'
import { isProduct, projectRoot, readFiles, withoutComments } from './sourceFiles.ts'

const banks: Readonly<Record<string, Bank>> = registry
const folders = readdirSync(join(projectRoot, 'bff/src/banks'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('the banks', () => {
  it('are all registered: a folder without its line would be dead code', () => {
    expect(Object.keys(banks).sort()).toEqual(folders.sort())
    expect(folders).not.toEqual([])
  })

  it('all have a sandbox', () => {
    expect(Object.keys(sandboxBanks).sort()).toEqual(folders.sort())
  })

  it.each(Object.entries(banks))('%s carries its own id', (id, { manifest }) => {
    expect(manifest.id).toBe(id)
  })

  it.each(folders)('%s has its page in the docs', (id) => {
    expect(existsSync(join(projectRoot, `docs/banks/${id}.md`))).toBe(true)
  })

  it.each(folders)('%s passes a contract test', (id) => {
    expect(existsSync(join(projectRoot, `test/contracts/${id}.contract.test.ts`))).toBe(true)
  })

  it.each(Object.values(banks))('$manifest.id is named nowhere but in its own place', (bank) => {
    const { id, name } = bank.manifest
    const spelled = name.replace(/\s+/g, '\\s*')
    const pattern = new RegExp(`(?<![a-z])(${id}|${spelled})(?![a-z0-9])`, 'i')
    const own = [`bff/src/banks/${id}/`, 'bff/src/banks/registry.ts']

    const elsewhere = ['shared/src', 'bff/src', 'web/src', 'scripts']
      .flatMap((folder) => readFiles(folder, isProduct))
      .filter(({ path }) => !own.some((place) => path.startsWith(place)))
      .filter(({ text }) => pattern.test(withoutComments(text)))

    expect(elsewhere.map(({ path }) => path)).toEqual([])
  })
})
