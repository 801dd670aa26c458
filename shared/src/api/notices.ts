import * as v from 'valibot'
import { bankId } from './banks.ts'
import {
  accountId,
  connectionId,
  instant,
  localDate,
  money,
  noticeId,
  problemCode,
  transactionId,
} from './primitives.ts'
import { view } from './sharing.ts'

export const noticeKinds = [
  'consent_ending',
  'bank_failing',
  'large_transaction',
  'unusual_transaction',
  'low_balance',
] as const
export const noticeKind = v.picklist(noticeKinds)
export type NoticeKind = v.InferOutput<typeof noticeKind>

const connection = v.object({ id: connectionId, bank: bankId, label: v.nullable(v.string()) })
const account = v.object({ id: accountId, name: v.string() })
const transaction = v.object({
  id: transactionId,
  text: v.string(),
  amount: money,
  bookingDate: localDate,
})
const common = { id: noticeId, at: instant, readAt: v.nullable(instant) }

/**
 * Something that a person is told. What it is about is as the person sees it now: what is no longer theirs to see has no
 * notice either.
 */
export const notice = v.variant('kind', [
  v.object({
    ...common,
    kind: v.literal('consent_ending'),
    connection,
    /** How long was left when it was told; 0: access has ended. */
    days: v.picklist([14, 3, 0]),
    /** null: the bank ended it, or never said when it would. */
    renewBy: v.nullable(instant),
  }),
  v.object({
    ...common,
    kind: v.literal('bank_failing'),
    connection,
    /** Since when every asking has failed. */
    since: instant,
    problem: v.nullable(problemCode),
  }),
  v.object({ ...common, kind: v.literal('large_transaction'), account, transaction }),
  v.object({
    ...common,
    kind: v.literal('unusual_transaction'),
    account,
    transaction,
    /** The largest before it, of the same counterparty or else of the same category; without sign. */
    largest: money,
    among: v.picklist(['counterparty', 'category']),
  }),
  /** Both as they were then. */
  v.object({ ...common, kind: v.literal('low_balance'), account, balance: money, limit: money }),
])
export type Notice = v.InferOutput<typeof notice>

/** GET /api/notices: one's own, newest first, at most a hundred. `unread` counts what is among them. */
export const noticesAnswer = v.object({ notices: v.array(notice), unread: v.number() })
export type NoticesAnswer = v.InferOutput<typeof noticesAnswer>

/** PATCH /api/notices/{id} */
export const noticeChange = v.strictObject({ read: v.boolean() })
/** POST /api/notices/read: everything that was told until then, so that nothing is marked that was not on the screen. */
export const readRequest = v.strictObject({ until: instant })

export const noticeChannel = v.picklist(['mail', 'push'])
export type NoticeChannel = v.InferOutput<typeof noticeChannel>
export const noticeLanguage = v.picklist(['en', 'nb', 'sv'])
export type NoticeLanguage = v.InferOutput<typeof noticeLanguage>

/** In whole units of the account's currency: 500 is 500 kr, €500 and ¥500 alike. */
const limit = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000_000))

/** Where a person is told of one kind of thing; for some kinds from which amount on. */
const places = { inApp: v.boolean(), mail: v.boolean(), push: v.boolean() }
const choice = v.strictObject(places)
const limitedChoice = v.strictObject({ ...places, limit })
export type NoticeChoice = v.InferOutput<typeof choice>

const choices = v.strictObject({
  consent_ending: choice,
  bank_failing: choice,
  large_transaction: limitedChoice,
  unusual_transaction: limitedChoice,
  low_balance: limitedChoice,
})
export type NoticeChoices = v.InferOutput<typeof choices>

/** An account whose balance has a limit of its own. */
const accountLimit = v.strictObject({ account: accountId, limit })

const chosen = {
  choices,
  accountLimits: v.pipe(v.array(accountLimit), v.maxLength(200)),
  /** Whose accounts: those that one connected, or all that one sees. */
  view,
  /** Whether e-mail and push say amounts, accounts and shops, or only what kind of thing happened. */
  details: v.boolean(),
}

/** How one channel stands. `waiting`: the code that was sent there has not been entered yet. */
const channelState = v.object({
  /** Whether this host can send there at all. */
  offered: v.boolean(),
  /** The host's server for push, for the person's app; null for e-mail and where it is not offered. */
  server: v.nullable(v.string()),
  address: v.nullable(v.string()),
  state: v.picklist(['none', 'waiting', 'confirmed']),
  /** The last message was given up. */
  failing: v.boolean(),
})
export type ChannelState = v.InferOutput<typeof channelState>

/** GET /api/notice-settings, and the answer to every change of them. */
export const noticeSettings = v.object({
  ...chosen,
  /** Of e-mail and push; null: not chosen yet. */
  language: v.nullable(noticeLanguage),
  mail: channelState,
  push: channelState,
})
export type NoticeSettings = v.InferOutput<typeof noticeSettings>

/** PUT /api/notice-settings: all of one's choices at once. */
export const noticeSettingsRequest = v.strictObject({ ...chosen, language: noticeLanguage })
export type NoticeSettingsRequest = v.InferInput<typeof noticeSettingsRequest>

/** An e-mail address, or the name of a topic at the host's push server. Whoever knows a topic reads it: a short one is refused. */
export const mailAddress = v.pipe(v.string(), v.trim(), v.maxLength(254), v.email())
export const pushTopic = v.pipe(v.string(), v.trim(), v.regex(/^[A-Za-z0-9_-]{12,64}$/))

/**
 * PUT /api/notice-addresses/{channel}: sends a code there; nothing else is sent before POST …/confirm brings it back.
 * The language is that of the code, and of what follows it unless the person has chosen one. DELETE forgets the address and what was to be sent to it.
 */
export const addressRequest = v.strictObject({
  address: v.pipe(v.string(), v.maxLength(254)),
  language: noticeLanguage,
})
export type AddressRequest = v.InferInput<typeof addressRequest>
/** Six digits, good for half an hour and five tries. */
export const addressConfirmation = v.strictObject({
  code: v.pipe(v.string(), v.trim(), v.regex(/^\d{6}$/)),
})
