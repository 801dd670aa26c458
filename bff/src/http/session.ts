import { parseCookie } from 'cookie'
import { unsign } from 'cookie-signature'
import type { CookieOptions, Request, RequestHandler, Response } from 'express'
import session from 'express-session'
import type { SessionData } from 'express-session'
import { sessionPublicId } from '@skrin/shared/api/primitives'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import { randomId, randomSecret, sha256 } from '../ids.ts'
import type { Asker, Proof } from '../signIn/proof.ts'
import type { SessionStore, StoredSession } from '../store/sessionStore.ts'
import { describeDevice } from './describeDevice.ts'
import { networkOf } from './rateLimit.ts'

declare module 'express-session' {
  /** Who, how and when: tokens here would be lost to whichever of two parallel requests saves last. */
  interface SessionData {
    stored: StoredSession
  }
}

export interface SessionCookie {
  readonly name: string
  readonly options: CookieOptions & { readonly secure: boolean }
}

/** No expiry: the browser drops it when it closes, and the server's own limits hold whatever the browser does. */
export function sessionCookie(publicUrl: URL): SessionCookie {
  const secure = publicUrl.protocol === 'https:'
  const options = { httpOnly: true, sameSite: 'strict', path: '/', secure } as const
  // RFC 10017 §6.1.3.2: browsers accept the prefix only from a server, over https, for exactly this host.
  return { name: secure ? '__Host-Http-skrin' : 'skrin', options }
}

export interface SessionOptions {
  readonly publicUrl: URL
  readonly sessions: SessionStore
  readonly cookieSecret: string
}

/** Finds who is asking. Visitors who never signed in get neither a row nor a cookie, invented ids get nothing at all. */
export function sessionMiddleware({
  publicUrl,
  sessions,
  cookieSecret,
}: SessionOptions): RequestHandler {
  const { name, options } = sessionCookie(publicUrl)
  return session({
    name,
    secret: cookieSecret,
    cookie: options,
    genid: randomSecret,
    resave: false,
    saveUninitialized: false,
    store: new DatabaseStore(sessions, options),
  })
}

/** The session's id out of a request's Cookie header, as express-session reads it; null where our signature is not on it. */
export function createSessionIdReader({
  publicUrl,
  cookieSecret,
}: Omit<SessionOptions, 'sessions'>): (cookies: string | undefined) => string | null {
  const { name } = sessionCookie(publicUrl)
  return (cookies = '') => {
    const value = parseCookie(cookies)[name]
    const id = value?.startsWith('s:') ? unsign(value.slice(2), cookieSecret) : false
    return id === false ? null : id
  }
}

/** A new id for whoever just proved who they are; the old one is dead (session fixation). */
export async function startSession(
  req: Request,
  { member, method, provenAt }: Proof,
  clock: Clock,
): Promise<void> {
  const now = clock.now()
  await call((done) => req.session.regenerate(done))
  req.session.stored = {
    member,
    method,
    publicId: v.parse(sessionPublicId, randomId()),
    ...askerOf(req),
    createdAt: now,
    seenAt: now,
    freshAt: provenAt ?? now,
  }
  await call((done) => req.session.save(done))
}

/** A session that stands, and what its row is called. */
export interface LiveSession {
  readonly hash: string
  readonly stored: StoredSession
}

/**
 * The same session, proven again: sensitive acts go through for a while. Its id is new and the old one dead, its end in
 * time is not: proving oneself does not stretch the twelve hours.
 * @throws AppError unauthenticated when it was ended meanwhile: a slow proof does not bring it back
 */
export async function freshenSession(
  req: Request,
  { sessions, clock }: { sessions: SessionStore; clock: Clock },
  before: LiveSession = requireSession(req),
): Promise<void> {
  const now = clock.now()
  req.sessionStore.generate(req)
  req.session.stored = { ...before.stored, seenAt: now, freshAt: now }
  if (await sessions.renew(before.hash, req.sessionID, req.session.stored)) return
  await call((done) => req.session.destroy(done))
  throw new AppError('unauthenticated')
}

/** @throws AppError unauthenticated */
export function requireSession(req: Request): LiveSession {
  const stored = findSession(req)
  if (!stored) throw new AppError('unauthenticated')
  return { hash: sessionHash(req), stored }
}

/** Where a request comes from, in the words that a session and the access log keep. */
export function askerOf(req: Request): Asker {
  return { device: describeDevice(req.get('user-agent')), network: networkOf(req.ip) }
}

export async function endSession(
  req: Request,
  res: Response,
  { name, options }: SessionCookie,
): Promise<void> {
  await call((done) => req.session.destroy(done))
  res.clearCookie(name, options)
}

/** The signed-in member's session; null for everybody else. */
export function findSession(req: Request): StoredSession | null {
  return req.session.stored ?? null
}

/** What a session's row is called: ties a connect attempt to the session that began it. */
export function sessionHash(req: Request): string {
  return sha256(req.sessionID)
}

function call(action: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    action((error) => (error === undefined || error === null ? resolve() : reject(toError(error))))
  })
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error('the session store failed', { cause: error })
}

/** express-session's view of our store. */
export class DatabaseStore extends session.Store {
  readonly #sessions: SessionStore
  readonly #cookie: SessionCookie['options']

  constructor(sessions: SessionStore, cookie: SessionCookie['options']) {
    super()
    this.#sessions = sessions
    this.#cookie = cookie
  }

  override get(id: string, done: (error: unknown, session?: SessionData | null) => void): void {
    this.#sessions.read(id).then(
      (stored) =>
        done(null, stored && { stored, cookie: { ...this.#cookie, originalMaxAge: null } }),
      (error: unknown) => done(error),
    )
  }

  override set(id: string, { stored }: SessionData, done?: (error?: unknown) => void): void {
    settle(this.#sessions.put(id, stored), done)
  }

  override touch(id: string, { stored }: SessionData, done?: (error?: unknown) => void): void {
    settle(this.#sessions.touch(id, stored), done)
  }

  override destroy(id: string, done?: (error?: unknown) => void): void {
    settle(this.#sessions.destroy(id), done)
  }
}

function settle(work: Promise<unknown>, done: (error?: unknown) => void = () => undefined): void {
  work.then(
    () => done(),
    (error: unknown) => done(error),
  )
}
