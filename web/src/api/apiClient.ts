import * as v from 'valibot'
import { problem } from '@skrin/shared/api/problem'
import type { Problem } from '@skrin/shared/api/problem'
import { ApiError } from './apiError.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface ApiRequest<Schema extends v.GenericSchema> {
  method?: Method
  /** Below `/api`, e.g. `/accounts`. */
  path: string
  query?: Readonly<Record<string, string | undefined>>
  /** Sent as JSON; a Blob as it is. */
  body?: unknown
  /** The answer is a file, which the schema gets as a Blob. */
  isFile?: boolean
  schema: Schema
  signal?: AbortSignal | undefined
  /** The person proves who they are before it is sent where that is due: Skrin notes it when it has to refuse this. */
  provesFirst?: boolean
}

type Listener = (problem: Problem) => void
const listeners = new Set<Listener>()

/** Tells of every problem that an answer brought, so that the app can notice the end of a session. */
export function onProblem(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Ends when the person has proved who they are; rejects with an `AbortError` when they would rather not. */
export type Prove = () => Promise<void>
let prove: Prove | null = null
let isProofDue: () => boolean = () => false

/** Who to turn to when Skrin wants to know anew who is there (`step_up_needed`), and whether it will, as far as is known. */
export function onStepUpNeeded(handler: Prove | null, isDue: () => boolean = () => false): void {
  prove = handler
  isProofDue = isDue
}

/**
 * A call that needs a proof of who is there waits for it and is then made once more, without its caller knowing.
 * @throws ApiError for problems and for answers of another shape; the abort error when aborted, or not proved
 */
export async function callApi<Schema extends v.GenericSchema>(
  request: ApiRequest<Schema>,
): Promise<v.InferOutput<Schema>> {
  if (request.provesFirst && prove && isProofDue()) {
    await prove()
    request.signal?.throwIfAborted()
  }
  try {
    return await callOnce(request)
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'step_up_needed' || !prove) throw error
    await prove()
    request.signal?.throwIfAborted()
    return await callOnce(request)
  }
}

async function callOnce<Schema extends v.GenericSchema>(
  request: ApiRequest<Schema>,
): Promise<v.InferOutput<Schema>> {
  try {
    return await parseAnswer(await send(request), request)
  } catch (error) {
    // Also while the body was read: whoever stopped waiting is told so, and not that Skrin failed.
    request.signal?.throwIfAborted()
    if (error instanceof ApiError) for (const listener of listeners) listener(error.problem)
    throw error
  }
}

async function send({ method = 'GET', path, query, body, signal }: ApiRequest<v.GenericSchema>) {
  const headers = new Headers({ 'X-CSRF': '1', Accept: 'application/json' })
  const isBlob = body instanceof Blob
  if (body !== undefined)
    headers.set('Content-Type', isBlob ? 'application/octet-stream' : 'application/json')
  try {
    return await fetch(`/api${path}${toQueryString(query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      body: body === undefined ? null : isBlob ? body : JSON.stringify(body),
      signal: signal ?? null,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ApiError(localProblem('unavailable', 503), { cause: error })
  }
}

async function parseAnswer<Schema extends v.GenericSchema>(
  answer: Response,
  { schema, isFile }: ApiRequest<Schema>,
) {
  const wire = isFile && answer.ok ? await answer.blob() : await readJson(answer)
  if (!answer.ok) {
    const told = v.safeParse(problem, wire)
    throw new ApiError(told.success ? told.output : localProblem('unavailable', answer.status))
  }
  const parsed = v.safeParse(schema, wire)
  if (!parsed.success) {
    const cause = new TypeError(parsed.issues.map((issue) => v.getDotPath(issue)).join(', '))
    throw new ApiError(localProblem('internal', answer.status), { cause })
  }
  return parsed.output
}

async function readJson(answer: Response): Promise<unknown> {
  if (answer.status === 204) return null
  try {
    return await answer.json()
  } catch (error) {
    if (error instanceof DOMException) throw error
    // A proxy in between may answer with a page of its own.
    return undefined
  }
}

function localProblem(code: 'internal' | 'unavailable', status: number): Problem {
  return { type: 'about:blank', title: code, status, code }
}

function toQueryString(query: ApiRequest<v.GenericSchema>['query'] = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') params.set(name, value)
  }
  return params.size > 0 ? `?${params}` : ''
}
