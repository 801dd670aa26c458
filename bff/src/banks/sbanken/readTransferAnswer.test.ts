import { describe, expect, it } from 'vitest'
import type { WireJson } from '../wire.ts'
import { readTransferAnswer } from './readTransferAnswer.ts'

/** v1, from the bank's swagger file. */
const envelope = (isError: boolean, errorType: string | null): WireJson => ({
  errorType,
  isError,
  errorMessage: isError ? 'A sentence.' : null,
  traceId: null,
})
/** v2, RFC 7807. */
const problem: WireJson = { type: 'about:blank', title: 'Bad Request', status: '400', detail: null }

const read = (status: number, body?: WireJson) =>
  readTransferAnswer({ status, body, isEmpty: body === undefined })

describe('an answer to a transfer', () => {
  it.each([
    ['the status alone', 204, undefined],
    ['another status of success, alone', 200, undefined],
    ['nothing, as JSON', 200, null],
    ['an empty object', 200, {}],
    ['an envelope without an error', 200, envelope(false, null)],
  ])('is done with %s', (_what, status, body) => {
    expect(read(status, body)).toEqual({
      kind: 'done',
      reference: null,
      executesOn: null,
      warnings: [],
    })
  })

  it.each([
    ['a problem', 400, problem],
    ['a wrong input', 400, envelope(true, 'Input')],
    ['a wrong input with status 200', 200, envelope(true, 'Input')],
    ['a wrong state', 400, envelope(true, 'State')],
    ['an account that is not there', 400, envelope(true, 'NotFound')],
    ['a number as servers of 2018 sent it', 400, envelope(true, '1')],
  ])('is refused with %s, and nobody says why', (_what, status, body) => {
    expect(read(status, body)).toEqual({ kind: 'refused', reason: 'unexplained' })
  })

  it.each([
    ['an outage with status 200', 200, envelope(true, 'System')],
    ['an outage with status 400', 400, envelope(true, 'ServiceUnavailable')],
    ['an error of no kind', 200, envelope(true, null)],
    ['a refusal with a status that is not documented', 404, envelope(true, 'NotFound')],
    ['an envelope without an error, with a status that has one', 500, envelope(false, null)],
    ['success with something else', 200, { items: [] }],
    ['success with a sentence', 200, 'OK'],
    ['a conflict', 409, problem],
    ['trouble', 503, problem],
    ['400 with something else', 400, { error: 'invalid' }],
    ['400 alone', 400, undefined],
    ['a redirect', 302, undefined],
  ])('is unknown with %s', (_what, status, body) => {
    expect(read(status, body)).toEqual({ kind: 'unknown' })
  })

  it('is unknown with a page of a proxy, whatever its status', () => {
    expect(readTransferAnswer({ status: 200, body: undefined, isEmpty: false })).toEqual({
      kind: 'unknown',
    })
  })
})
