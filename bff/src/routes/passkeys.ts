import type { Request, Response, Router } from 'express'
import { passkeyChange, passkeyRequest } from '@skrin/shared/api/signIn'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { limitByIp } from '../http/rateLimit.ts'
import { findSession, sessionHash } from '../http/session.ts'
import { createShortCookie } from '../http/shortCookie.ts'
import type { ShortCookie } from '../http/shortCookie.ts'
import { isSecret, randomSecret, sha256 } from '../ids.ts'
import { CHALLENGE_MS } from '../signIn/challenges.ts'
import type { ChallengeOwner } from '../signIn/challenges.ts'
import { renamePasskey } from '../signIn/passkeyRows.ts'
import type { Proof } from '../signIn/proof.ts'
import { createProofOptions, provePasskey } from '../signIn/provePasskey.ts'
import { createRegistrationOptions, registerPasskey } from '../signIn/registerPasskey.ts'
import type { PasskeyDeps, Registrant } from '../signIn/registerPasskey.ts'
import { toRelyingParty } from '../signIn/relyingParty.ts'
import { removeWayIn } from '../signIn/removeWayIn.ts'
import { noteOwn } from './noteOwn.ts'
import { toOfferedWays } from './offeredWays.ts'

/** Every look at the sign-in page asks for a challenge, which costs a row for five minutes. */
export const CHALLENGE_LIMIT = { name: 'challenges', limit: 120, windowMs: 15 * 60_000 }

export function createPasskeysRouter(context: Context): Router {
  const router = createRouter()
  const { db } = context

  router.post('/passkeys/options', async (req, res) => {
    const deps = toPasskeyDeps(context)
    res.json(await createRegistrationOptions(deps, registrantOf(req, res)))
  })

  router.post('/passkeys', async (req, res) => {
    const deps = toPasskeyDeps(context)
    const request = parseRequest(passkeyRequest, req.body)
    const passkey = await registerPasskey(deps, registrantOf(req, res), request)
    await noteOwn(context, res, 'passkey.added', { passkey: passkey.name })
    res.status(201).json(passkey)
  })

  router.patch('/passkeys/:id', async (req, res) => {
    const { name } = parseRequest(passkeyChange, req.body)
    const passkey = await renamePasskey(db, { id: req.params.id, member: memberOf(res).id, name })
    if (!passkey) throw new AppError('not_found')
    res.json(passkey)
  })

  router.delete('/passkeys/:id', async (req, res) => {
    const { id: member } = memberOf(res)
    const own = await db
      .selectFrom('passkeys')
      .select('name')
      .where('id', '=', req.params.id)
      .where('member_id', '=', member)
      .executeTakeFirst()
    await removeWayIn({ db, offered: toOfferedWays(context) }, member, (transaction) =>
      transaction
        .deleteFrom('passkeys')
        .where('id', '=', req.params.id)
        .where('member_id', '=', member)
        .executeTakeFirst(),
    )
    await noteOwn(context, res, 'passkey.removed', { passkey: own?.name ?? '' })
    res.status(204).end()
  })

  router.post('/session/passkey/options', limitByIp(context, CHALLENGE_LIMIT), async (req, res) => {
    const deps = toPasskeyDeps(context)
    res.json(await createProofOptions(deps, proofOwner(req) ?? nameVisitor(context, req, res)))
  })

  return router
}

/** Who signs in. @throws AppError passkey_invalid · passkey_unknown */
export function signInWithPasskey(
  context: Context,
  req: Request,
  wirePasskey: unknown,
): Promise<Proof> {
  const visitor = visitorCookie(context).read(req)
  if (visitor === undefined) throw new AppError('passkey_invalid')
  return provePasskey(toPasskeyDeps(context), visitorOwner(visitor), wirePasskey)
}

/** The signed-in person once more. @throws AppError passkey_invalid · passkey_unknown */
export function proveWithPasskey(
  context: Context,
  req: Request,
  wirePasskey: unknown,
): Promise<Proof> {
  const owner = proofOwner(req)
  if (!owner) throw new AppError('unauthenticated')
  return provePasskey(toPasskeyDeps(context), owner, wirePasskey)
}

/** Of no use once somebody is signed in. */
export function forgetVisitor(context: Context, req: Request, res: Response): void {
  const cookie = visitorCookie(context)
  if (cookie.read(req) !== undefined) cookie.clear(res)
}

/** @throws AppError not_found where passkeys are not offered */
function toPasskeyDeps({ db, clock, config }: Context): PasskeyDeps {
  const party = toRelyingParty(config.publicUrl)
  if (!party) throw new AppError('not_found')
  return { db, clock, party }
}

function registrantOf(req: Request, res: Response): Registrant {
  return { member: memberOf(res), sessionHash: sessionHash(req) }
}

/** null: nobody is signed in. */
function proofOwner(req: Request): ChallengeOwner | null {
  const session = findSession(req)
  return (
    session && {
      purpose: 'passkey proof',
      member: session.member,
      browserHash: sessionHash(req),
    }
  )
}

/** Binds what a visitor is asked to this browser, in each of its tabs; the only answer that gives visitors a cookie. */
function nameVisitor(context: Context, req: Request, res: Response): ChallengeOwner {
  const cookie = visitorCookie(context)
  const before = cookie.read(req)
  const visitor = before !== undefined && isSecret(before) ? before : randomSecret()
  cookie.set(res, visitor)
  return visitorOwner(visitor)
}

function visitorOwner(visitor: string): ChallengeOwner {
  return { purpose: 'passkey sign-in', member: null, browserHash: sha256(visitor) }
}

function visitorCookie({ config }: Context): ShortCookie {
  const options = { name: 'skrin-passkey', sameSite: 'strict', maxAgeMs: CHALLENGE_MS } as const
  return createShortCookie(config.publicUrl, options)
}
