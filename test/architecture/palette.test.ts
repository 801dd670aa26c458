import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { palettes } from '@skrin/bff/pages/pageStyle'
import { expect, it } from 'vitest'
import { projectRoot } from './sourceFiles.ts'

const tokens = readFileSync(join(projectRoot, 'web/src/ui/tokens.css'), 'utf8')

/** The colours between the braces after a selector. */
function coloursOf(selector: string): Record<string, string> {
  const start = tokens.indexOf(`${selector} {`)
  const block = tokens.slice(start, tokens.indexOf('}', start))
  const pairs = [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)]
  return Object.fromEntries(pairs.map(([, name, colour]) => [name, colour]))
}

it.each([
  ['light', ':root'],
  ['dark', ":root[data-theme='dark']"],
] as const)('pages of the BFF have the colours of our own page: %s', (theme, selector) => {
  const colours = coloursOf(selector)

  expect(Object.keys(colours).length).toBeGreaterThan(10)
  expect(colours).toMatchObject(palettes[theme])
})
