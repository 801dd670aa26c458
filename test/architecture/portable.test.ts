import { describe, expect, it } from 'vitest'
import { readFiles } from './sourceFiles.ts'

const textual = /\.(ts|vue|js|json|ya?ml|md|html|css|svg|txt|example)$|(^|\/)[^/.]+$|(^|\/)\.[^/]+$/
// This file names what it looks for.
const left = ['.env', 'test/architecture/portable.test.ts']
const everything = readFiles('.', (path) => textual.test(path) && !left.includes(path))

function filesWith(pattern: RegExp): string[] {
  return everything.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
}

describe('the project as it is cloned', () => {
  it('is looked at whole', () => {
    expect(everything.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'package.json',
        'bff/package.json',
        '.prettierrc.json',
        'pnpm-lock.yaml',
      ]),
    )
  })

  it('names no folder of the machine it was written on', () => {
    expect(filesWith(/(?<![\w.])\/(?:work|home\/[a-z]+|Users|root)\/[a-z]/)).toEqual([])
  })

  it('names no package registry: the client knows its own', () => {
    expect(filesWith(/registry\.(?:npmjs|yarnpkg|npmmirror)\b|^\s*registry\s*=|tarball:/m)).toEqual(
      [],
    )
  })
})
