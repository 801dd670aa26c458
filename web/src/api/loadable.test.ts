import { expect, it } from 'vitest'
import { toLoadable } from './loadable.ts'

it('keeps what is known when a later asking fails', () => {
  const error = new Error('timeout')

  expect(toLoadable({ data: 1, error })).toEqual({ status: 'ready', value: 1 })
  expect(toLoadable({ data: undefined, error })).toEqual({ status: 'failed', error })
  expect(toLoadable({ data: undefined, error: null })).toEqual({ status: 'loading' })
})
