import * as v from 'valibot'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fakeApi, problemAnswer } from '../testing/fakeApi.ts'
import { callApi, onProblem, onStepUpNeeded } from './apiClient.ts'
import { ApiError, isAbort, toProblem } from './apiError.ts'

const schema = v.object({ greeting: v.string() })

it('marks every call as its own, reading ones too', async () => {
  const api = fakeApi({ 'GET /api/greeting': { greeting: 'hello' } })

  const answer = await callApi({ path: '/greeting', schema })

  expect(answer).toEqual({ greeting: 'hello' })
  expect(api.requests[0]?.headers.get('x-csrf')).toBe('1')
})

it('sends a body as JSON and leaves out query values that are not set', async () => {
  const api = fakeApi({ 'POST /api/greeting': { greeting: 'hello' } })

  await callApi({
    method: 'POST',
    path: '/greeting',
    query: { to: 'Åse', from: undefined, q: '' },
    body: { loud: true },
    schema,
  })

  expect(api.calls).toEqual(['POST /api/greeting?to=%C3%85se'])
  expect(await api.requests[0]?.json()).toEqual({ loud: true })
})

describe('a no', () => {
  it('is thrown with its problem, and told to those who listen', async () => {
    fakeApi({ 'GET /api/greeting': problemAnswer(401, 'unauthenticated', { reference: 'r-1' }) })
    const heard = vi.fn()
    const stop = onProblem(heard)

    const error = await callApi({ path: '/greeting', schema }).catch((thrown: unknown) => thrown)
    stop()

    expect(error).toBeInstanceOf(ApiError)
    expect(toProblem(error)).toMatchObject({ code: 'unauthenticated', reference: 'r-1' })
    expect(heard).toHaveBeenCalledExactlyOnceWith(toProblem(error))
  })

  it('stands for an answer that is not ours, such as a proxy’s page', async () => {
    fakeApi({ 'GET /api/greeting': new Response('<h1>Bad gateway</h1>', { status: 502 }) })

    const error = await callApi({ path: '/greeting', schema }).catch((thrown: unknown) => thrown)

    expect(toProblem(error)).toMatchObject({ code: 'unavailable', status: 502 })
  })

  it('stands for an answer of another shape, naming the part without its value', async () => {
    fakeApi({ 'GET /api/greeting': { greeting: 12345 } })

    const error = await callApi({ path: '/greeting', schema }).catch((thrown: unknown) => thrown)

    expect(toProblem(error).code).toBe('internal')
    expect(error).toMatchObject({ cause: new TypeError('greeting') })
  })

  it('stands for no answer at all', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')))

    const error = await callApi({ path: '/greeting', schema }).catch((thrown: unknown) => thrown)

    expect(toProblem(error).code).toBe('unavailable')
  })
})

it('is silent about a call that was called off', async () => {
  const controller = new AbortController()
  vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => signal?.throwIfAborted())
  controller.abort()

  const error = await callApi({ path: '/greeting', schema, signal: controller.signal }).catch(
    (thrown: unknown) => thrown,
  )

  expect(isAbort(error)).toBe(true)
})

it('is aborted, not failed, when nobody waits while the body is read', async () => {
  const controller = new AbortController()
  const json = () => {
    controller.abort()
    return Promise.reject(new TypeError('body stream was cut'))
  }
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true, status: 200, json }))

  const asked = callApi({ path: '/banks', schema: v.object({}), signal: controller.signal })

  expect(isAbort(await asked.catch((error: unknown) => error))).toBe(true)
})

it('answers for a defect of ours with the problem that stands for one', () => {
  expect(toProblem(new RangeError('out of range')).code).toBe('internal')
})

describe('a call that needs a proof of who is there', () => {
  const stepUp = () => problemAnswer(403, 'step_up_needed')
  const send = () => callApi({ method: 'PUT', path: '/greeting', body: { loud: true }, schema })
  afterEach(() => onStepUpNeeded(null))

  it('is made once more after it, the same as before', async () => {
    const answers = [stepUp(), Response.json({ greeting: 'hello' })]
    const bodies: unknown[] = []
    vi.stubGlobal('fetch', (_: string, { body }: RequestInit) => {
      bodies.push(body)
      return Promise.resolve(answers.shift())
    })
    const prove = vi.fn(() => Promise.resolve())
    onStepUpNeeded(prove)

    expect(await send()).toEqual({ greeting: 'hello' })
    expect(prove).toHaveBeenCalledOnce()
    expect(bodies).toEqual(['{"loud":true}', '{"loud":true}'])
  })

  it('is first made after it where it would be refused, and then noted', async () => {
    const api = fakeApi({ 'PUT /api/greeting': { greeting: 'hello' } })
    const callsBefore: number[] = []
    const prove = async () => void callsBefore.push(api.calls.length)
    onStepUpNeeded(prove, () => true)

    await callApi({ method: 'PUT', path: '/greeting', schema, provesFirst: true })
    await callApi({ method: 'PUT', path: '/greeting', schema })

    expect(callsBefore).toEqual([0])
  })

  it('is made once more only', async () => {
    const api = fakeApi({ 'PUT /api/greeting': stepUp() })
    onStepUpNeeded(() => Promise.resolve())

    const error = await send().catch((thrown: unknown) => thrown)

    expect(toProblem(error).code).toBe('step_up_needed')
    expect(api.calls).toHaveLength(2)
  })

  it('is called off, not failed, when the person would rather not', async () => {
    const api = fakeApi({ 'PUT /api/greeting': stepUp() })
    onStepUpNeeded(() => Promise.reject(new DOMException('not confirmed', 'AbortError')))

    const error = await send().catch((thrown: unknown) => thrown)

    expect(isAbort(error)).toBe(true)
    expect(api.calls).toHaveLength(1)
  })

  it('is not made again when nobody waits for it any more', async () => {
    const api = fakeApi({ 'PUT /api/greeting': stepUp() })
    const controller = new AbortController()
    onStepUpNeeded(async () => controller.abort())
    const request = { method: 'PUT', path: '/greeting', schema, signal: controller.signal } as const

    expect(isAbort(await callApi(request).catch((thrown: unknown) => thrown))).toBe(true)
    expect(api.calls).toHaveLength(1)
  })
})
