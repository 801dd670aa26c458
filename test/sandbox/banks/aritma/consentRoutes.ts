import type { Router } from 'express'
import type { Response } from 'express'
import * as v from 'valibot'
import { banks } from './banks.ts'
import { LONGEST_MS } from './consents.ts'
import type { Consent, ConsentWish } from './consents.ts'
import { createTokenGuard } from './guard.ts'
import { BANK, begin } from './parts.ts'
import type { AritmaParts } from './parts.ts'
import { sendProblem } from './problems.ts'

const address = v.pipe(v.string(), v.url(), v.regex(/^https?:/))
const wish = v.object({
  channelType: v.literal('psd2'),
  bankId: v.optional(v.picklist(banks.map(({ id }) => id))),
  expires: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  redirectSettings: v.optional(
    v.object({ success: v.optional(address), error: v.optional(address) }),
  ),
  state: v.optional(v.string()),
})

/** `/banks` and `/consents`: for the bank client itself, before any consent. */
export function addConsentRoutes(router: Router, parts: AritmaParts): void {
  const { kit, consents } = parts
  const guard = createTokenGuard(parts)
  /** Answers by Idempotency-Key. */
  const replayed = new Map<string, object>()

  router.get('/banks', begin(parts, 'banks'), guard, (_request, response) => {
    response.json({ banks })
  })

  router.post('/consents', begin(parts, 'consents'), guard, (request, response) => {
    const key = request.headers['idempotency-key']
    const before = typeof key === 'string' ? replayed.get(key) : undefined
    if (before) return void response.set('Idempotent-Replayed', 'true').json(before)
    const wanted = toWish(request.body, kit.now())
    if (typeof wanted === 'string') return sendProblem(response, 400, wanted)
    const created = consents.create(wanted)
    const body = toCreatedBody(parts, created)
    if (typeof key === 'string') replayed.set(key, body)
    response.status(201).json(body)
  })

  router.get('/consents/:consentId', begin(parts, 'consents'), guard, (request, response) => {
    const found = consents.poll(String(request.params['consentId']))
    if (!found) return sendProblem(response, 404, 'Consent not found')
    sendConsent(parts, response, found)
  })
}

function toWish(body: unknown, now: number): ConsentWish | string {
  const parsed = v.safeParse(wish, body)
  if (!parsed.success) return `${v.getDotPath(parsed.issues[0]) ?? 'body'} is not valid`
  const { bankId, expires, redirectSettings, state } = parsed.output
  const expiresAt = expires === undefined ? now + LONGEST_MS : Date.parse(expires)
  if (expiresAt > now + LONGEST_MS) return 'expires is more than 90 days ahead'
  return {
    bankId: bankId ?? null,
    expiresAt,
    success: redirectSettings?.success ?? null,
    error: redirectSettings?.error ?? null,
    state: state ?? null,
  }
}

/** The fault `wrong_shape` on `consents` makes an address out of it that no browser may be sent to. */
function toCreatedBody({ kit }: AritmaParts, { id, link, status }: Consent) {
  const isWrong = kit.faults.take(BANK, 'consents', ['wrong_shape']) !== undefined
  const redirectUrl = isWrong ? 'javascript:alert(1)' : `${kit.origin}/consent/c/s/${link}`
  return { consentId: id, redirectUrl, status }
}

/** On reading, `wrong_shape` makes a state that there is none of. */
function sendConsent({ kit }: AritmaParts, response: Response, consent: Consent): void {
  const isWrong = kit.faults.take(BANK, 'consents', ['wrong_shape']) !== undefined
  response.json({
    consentId: consent.id,
    channelType: 'psd2',
    bankId: consent.bankId,
    status: isWrong ? 'Perhaps' : consent.status,
    // That the answer says when it ends is this sandbox's choice.
    expires: new Date(consent.expiresAt).toISOString(),
  })
}
