import { expect, it } from 'vitest'
import { keepShape, readShape } from './pageShape.ts'

function storageWith(text: string | null = null) {
  const storage = {
    text,
    getItem: () => storage.text,
    setItem: (_: string, now: string) => void (storage.text = now),
  }
  return storage
}

it('has a usual shape before anything was seen', () => {
  expect(readShape(storageWith())).toEqual({
    totals: [3],
    groups: [3, 3],
    connections: 3,
    others: false,
  })
})

it('keeps what each page tells, beside what the others told', () => {
  const storage = storageWith()

  keepShape({ totals: [2, 1], groups: [4, 1] }, storage)
  keepShape({ connections: 5, others: true }, storage)

  expect(readShape(storage)).toEqual({
    totals: [2, 1],
    groups: [4, 1],
    connections: 5,
    others: true,
  })
})

it.each(['no JSON', '[]', 'null', '{"connections":-1,"groups":["a"],"totals":[1e9]}'])(
  'makes nothing of %s',
  (text) => {
    expect(readShape(storageWith(text))).toEqual(readShape(storageWith()))
  },
)

it('does without storage where it is forbidden', () => {
  const forbidden = {
    getItem: () => null,
    setItem: () => {
      throw new DOMException('forbidden', 'SecurityError')
    },
  }

  expect(() => keepShape({ connections: 1 }, forbidden)).not.toThrow()
})
