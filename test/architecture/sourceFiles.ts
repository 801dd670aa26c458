import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '../..')

const skippedFolders = new Set(['node_modules', 'dist', 'data', '.git', '.cache', 'test-results'])

export interface SourceFile {
  /** From the root of the project, with `/`. */
  readonly path: string
  readonly text: string
}

/** The project's own files below a folder whose path passes, read whole. */
export function readFiles(folder: string, accepts: (path: string) => boolean): SourceFile[] {
  return listPaths(join(projectRoot, folder))
    .map((path) => relative(projectRoot, path))
    .filter(accepts)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }))
}

function listPaths(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isFile()) return [path]
    return entry.isDirectory() && !skippedFolders.has(entry.name) ? listPaths(path) : []
  })
}

export const isCode = (path: string): boolean => /\.(ts|vue|js)$/.test(path)
export const isTest = (path: string): boolean => /\.test\.ts$|^test\/|\/testing\//.test(path)
export const isProduct = (path: string): boolean => isCode(path) && !isTest(path)

/** Without comments, roughly: good enough to ask what the code itself names. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->/g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

/** What a file imports: packages as written, own files as paths from the root. */
export function importsOf({ path, text }: SourceFile): string[] {
  const pattern = /(?:\bfrom\s+|\bimport\s+|\bimport\()'([^']+)'/g
  return [...withoutComments(text).matchAll(pattern)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? join(dirname(path), specifier) : specifier,
  )
}
