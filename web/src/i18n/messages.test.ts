import { describe, expect, it } from 'vitest'
import { problemCodes } from '@skrin/shared/problems'
import en from './en/index.ts'
import enRest from './en/rest.ts'
import nb from './nb/index.ts'
import nbRest from './nb/rest.ts'
import sv from './sv/index.ts'
import svRest from './sv/rest.ts'
import { mergeTexts } from './mergeTexts.ts'

const catalogues = {
  en: mergeTexts(en, enRest),
  nb: mergeTexts(nb, nbRest),
  sv: mergeTexts(sv, svRest),
}
const flat = Object.fromEntries(
  Object.entries(catalogues).map(([language, catalogue]) => [language, toFlat(catalogue)]),
)
const english = toFlat(catalogues.en)

describe.each(Object.keys(catalogues))('the texts in %s', (language) => {
  const texts = flat[language] ?? new Map<string, string>()

  it('has the keys of the English texts, and no other', () => {
    expect([...texts.keys()]).toEqual([...english.keys()])
  })

  it('says something for every key', () => {
    const blank = [...texts].filter(([, text]) => text.trim() === '')

    expect(blank).toEqual([])
  })

  it('names the same values in its sentences as the English texts', () => {
    const differing = [...texts].filter(
      ([key, text]) => toNames(text).join() !== toNames(english.get(key) ?? '').join(),
    )

    expect(differing).toEqual([])
  })

  it('has as many plural forms as the English texts', () => {
    const differing = [...texts].filter(
      ([key, text]) => text.split(' | ').length !== (english.get(key) ?? '').split(' | ').length,
    )

    expect(differing).toEqual([])
  })

  it('has a sentence for every problem', () => {
    const missing = problemCodes.filter((code) => !texts.get(`problems.${code}`)?.endsWith('.'))

    expect(missing).toEqual([])
  })

  it('writes typographic quotes and dashes', () => {
    const plain = [...texts].filter(([, text]) => /["']| - |\.\.\./.test(text))

    expect(plain).toEqual([])
  })
})

function toFlat(catalogue: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const entries = Object.entries(catalogue).flatMap(([feature, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${feature}.${key}`, text] as const),
  )
  return new Map<string, string>(entries)
}

function toNames(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))].sort()
}
