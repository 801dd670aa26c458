import { describe, expect, it } from 'vitest'
import { importsOf, isCode, isProduct, isTest, readFiles, withoutComments } from './sourceFiles.ts'
import type { SourceFile } from './sourceFiles.ts'

const shared = readFiles('shared/src', isProduct)
const bff = readFiles('bff/src', isProduct)
const web = readFiles('web/src', isProduct)

/** Every import of `files` that fails, as `file: import`. */
function wrongImports(
  files: readonly SourceFile[],
  isFine: (imported: string, path: string) => boolean,
) {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => !isFine(imported, file.path))
      .map((imported) => `${file.path}: ${imported}`),
  )
}

function filesWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.filter(({ text }) => pattern.test(withoutComments(text))).map(({ path }) => path)
}

describe('layers', () => {
  it('are found where they are looked for', () => {
    expect(importsOf({ path: 'a/b.ts', text: "import x from '../c/d.ts'" })).toEqual(['c/d.ts'])
    expect([shared.length, bff.length, web.length].every((count) => count > 5)).toBe(true)
  })

  it('shared imports nothing but itself and its schema library', () => {
    const isFine = (imported: string) =>
      imported.startsWith('shared/src/') || imported === 'valibot'

    expect(wrongImports(shared, isFine)).toEqual([])
  })

  it('web and bff never import each other, and neither imports its tests', () => {
    const isFine = (imported: string, path: string) =>
      !/^@skrin\/(?!shared\/)/.test(imported) && !leaves(imported, path)

    expect(wrongImports([...web, ...bff], isFine)).toEqual([])
  })

  it('only the composition root imports the registry of banks', () => {
    const importers = bff.filter((file) => importsOf(file).includes('bff/src/banks/registry.ts'))

    const allowed = ['bff/src/context.ts', 'bff/src/createContext.ts', 'bff/src/main.ts']
    expect(importers.map(({ path }) => path).filter((path) => !allowed.includes(path))).toEqual([])
  })

  it('a bank folder imports only the contract, itself, the schema library and shared', () => {
    const banks = bff.filter(({ path }) => /^bff\/src\/banks\/[^/]+\//.test(path))
    const contract = ['bank', 'bankError', 'bankTransfers', 'visitAccounts', 'wire'].map(
      (name) => `bff/src/banks/${name}.ts`,
    )
    const isFine = (imported: string, path: string) =>
      contract.includes(imported) ||
      imported === 'valibot' ||
      imported.startsWith('@skrin/shared/') ||
      imported.startsWith(path.split('/').slice(0, 4).join('/') + '/')

    expect(wrongImports(banks, isFine)).toEqual([])
  })

  it('Express stays in http/, routes/ and app.ts', () => {
    const inner = bff.filter(({ path }) => !/^bff\/src\/(app\.ts|http\/|routes\/)/.test(path))

    expect(wrongImports(inner, (imported) => !imported.startsWith('express'))).toEqual([])
  })
})

describe('what only one place may do', () => {
  it('only config and the entry read the environment', () => {
    const outside = bff.filter(({ path }) => !/^bff\/src\/(config\/|(cli\/)?main\.ts)/.test(path))

    expect(filesWith([...outside, ...shared], /process\.env|loadEnvFile/)).toEqual([])
  })

  it('only the clock tells the time', () => {
    const others = [...shared, ...bff].filter(({ path }) => path !== 'bff/src/clock.ts')

    expect(filesWith(others, /Date\.now\(\)|new Date\(\)/)).toEqual([])
  })

  it('amounts are never read or rounded as floats', () => {
    expect(filesWith([...shared, ...bff], /parseFloat|\.toFixed\(/)).toEqual([])
  })

  it('no page shows unescaped HTML or runs text as code', () => {
    expect(filesWith(web, /v-html|innerHTML|\beval\(|new Function\(/)).toEqual([])
  })

  it('the build reaches into the environment only for web', () => {
    const everything = readFiles('.', (path) => isCode(path) || path.endsWith('.json'))
    const others = everything.filter(({ path }) => !/^(web|test\/architecture)\//.test(path))

    expect(filesWith(others, /\bVITE_|import\.meta\.env/)).toEqual([])
  })
})

describe('tests', () => {
  const tests = readFiles('.', (path) => isTest(path) && isCode(path)).filter(
    ({ path }) => !path.startsWith('test/architecture/'),
  )

  it('are none skipped, singled out or left for later', () => {
    expect(filesWith(tests, /\b(it|test|describe)\.(skip|only|todo|skipIf|runIf|fails)\b/)).toEqual(
      [],
    )
  })

  it('replace none of our own modules', () => {
    expect(filesWith(tests, /\bvi\.(mock|doMock)\(\s*['"](\.|@skrin)/)).toEqual([])
  })
})

/** Whether a relative import leaves its own package. */
function leaves(imported: string, path: string): boolean {
  const packages = /^(\.\.\/|web\/|bff\/|shared\/|test\/)/
  return packages.test(imported) && imported.split('/')[0] !== path.split('/')[0]
}
