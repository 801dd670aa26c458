import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const toGzip = promisify(gzip)

/** The page that most visits begin with, and one language: what the entry asks for before anything is seen. */
const firstPages = ['src/app/main.ts', 'src/overview/OverviewPage.vue']
const firstModules = [/overview\/OverviewPage\.vue$/, /i18n\/nb\/index\.ts$/]

interface ModuleInfo {
  readonly importedIds: readonly string[]
  readonly code?: string | null
}
type GetModuleInfo = (id: string) => ModuleInfo | null

/** The package's one file names every icon that there is: only those that a page names are its own. */
const iconPackage = '@lucide/vue'
const iconFile = /@lucide\/vue\/.*\/icons\/([\w-]+)\.\w+$/
const iconImport = /import\s*\{([^}]*)\}\s*from\s*["']@lucide\/vue["']/g

interface FirstPage {
  readonly modules: ReadonlySet<string>
  /** Without dashes, in small letters: `ShoppingBasket` and `shopping-basket` alike. */
  readonly icons: ReadonlySet<string>
}
let firstPage: FirstPage | undefined

/** Whether the entry or the overview imports the module, itself or through others, other than when it is needed. */
export function isOfFirstPage(id: string, getModuleInfo: GetModuleInfo): boolean {
  firstPage ??= findFirstPage(getModuleInfo)
  const icon = iconFile.exec(id)?.[1]
  return icon === undefined ? firstPage.modules.has(id) : firstPage.icons.has(toIconKey(icon))
}

function findFirstPage(getModuleInfo: GetModuleInfo): FirstPage {
  const modules = new Set<string>()
  const icons = new Set<string>()
  const visit = (id: string) => {
    if (modules.has(id) || id.includes(`/${iconPackage}/`)) return
    modules.add(id)
    const info = getModuleInfo(id)
    for (const [, names = ''] of (info?.code ?? '').matchAll(iconImport))
      for (const name of names.split(',')) icons.add(toIconKey(name.split(' as ')[0] ?? ''))
    info?.importedIds.forEach(visit)
  }
  firstPages.forEach((path) => visit(join(import.meta.dirname, path)))
  return { modules, icons }
}

function toIconKey(name: string): string {
  return name.trim().replaceAll('-', '').toLowerCase()
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
