import { expect, it } from 'vitest'
import { toInternalPath } from './internalPath.ts'

const publicUrl = new URL('https://skrin.example')

it('F7: keeps a path of our own pages with its query', () => {
  expect(toInternalPath('/banks?x=1', publicUrl)).toBe('/banks?x=1')
})

it.each([
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https://evil.example/',
  '/%09/evil.example\t',
  '/\t/evil.example',
  '/.evil.example\r\nSet-Cookie: a=b',
  'javascript:alert(1)',
  '/..//evil.example',
  '',
  undefined,
])('F7: refuses %j', (text) => {
  expect(toInternalPath(text, publicUrl)).toBeNull()
})
