import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const toGzip = promisify(gzip)

/** The page that most visits begin with, and one language: what the entry asks for before anything is seen. */
const firstPages = ['src/app/main.ts', 'src/overview/OverviewPage.vue']
const firstModules = [/overview\/OverviewPage\.vue$/, /i18n\/nb\/index\.ts$/]

type GetModuleInfo = (id: string) => { readonly importedIds: readonly string[] } | null

let ofFirstPage: Set<string> | undefined

/** Whether the entry or the overview imports the module, itself or through others, other than when it is needed. */
export function isOfFirstPage(id: string, getModuleInfo: GetModuleInfo): boolean {
  if (!ofFirstPage) {
    const found = new Set<string>()
    const visit = (one: string) => {
      if (found.has(one)) return
      found.add(one)
      getModuleInfo(one)?.importedIds.forEach(visit)
    }
    firstPages.forEach((path) => visit(join(import.meta.dirname, path)))
    ofFirstPage = found
  }
  return ofFirstPage.has(id)
}

/**
 * Adds up the JavaScript that a browser needs before the first paint of the overview, prints it, and fails the build
 * when it passes the budget.
 */
export function firstPaint({ budgetKb }: { budgetKb: number }): Plugin {
  return {
    name: 'skrin:first-paint',
    apply: 'build',
    async generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((output) => output.type === 'chunk')
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
      const needed = new Set<string>()
      const need = (fileName: string) => {
        if (needed.has(fileName)) return
        needed.add(fileName)
        byName.get(fileName)?.imports.forEach(need)
      }
      for (const { fileName, isEntry, facadeModuleId } of chunks) {
        if (isEntry || firstModules.some((pattern) => pattern.test(facadeModuleId ?? ''))) {
          need(fileName)
        }
      }
      const sizes = await Promise.all(
        [...needed].map(async (name) => (await toGzip(byName.get(name)?.code ?? '')).length),
      )
      const kb = sizes.reduce((sum, size) => sum + size, 0) / 1000
      const told = `${kb.toFixed(1)} kB gzipped JavaScript before the first paint (${needed.size} files)`
      if (kb > budgetKb) this.error(`${told}: more than the budget of ${budgetKb} kB`)
      this.info(told)
    },
  }
}
