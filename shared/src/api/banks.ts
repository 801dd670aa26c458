import * as v from 'valibot'
import { localDate, localized } from './primitives.ts'

/** ISO 3166-1. */
export const country = v.picklist(['NO', 'SE', 'DK', 'FI', 'IS'])
export type Country = v.InferOutput<typeof country>

export const bankId = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]{1,30}$/))

/**
 * What may be asked of a bank. `scope`: whose calls count together: everybody's with one bank client, one
 * connection's, or one account's for one operation. `when`: always, or only without a person at the screen.
 */
export const callLimit = v.object({
  calls: v.number(),
  perSeconds: v.number(),
  scope: v.picklist(['client', 'connection', 'operation']),
  when: v.picklist(['always', 'unattended']),
})
export type CallLimit = v.InferOutput<typeof callLimit>

/**
 * A choice the person can make before going to the bank. `list`: one of `options`, or none, e.g. which bank of an alliance.
 * `bank`: one must be chosen, and only the bank knows which there are: GET /api/banks/{bank}/choices tells them. A bank
 * has one of those at most.
 */
export const connectChoice = v.object({
  name: v.string(),
  label: localized,
  source: v.picklist(['list', 'bank']),
  options: v.array(v.object({ value: v.string(), label: v.string() })),
})
export type ConnectChoice = v.InferOutput<typeof connectChoice>

/** What can be chosen at `source: 'bank'`, e.g. a bank that a service reads accounts at. */
export const bankOption = v.object({
  /** Sent as it is in `choices` of POST /api/connections, and not for people. */
  value: v.string(),
  /** Its own name, which the connection then bears. */
  label: v.string(),
  country,
  /** Days until the person has to renew there, at most; null: not told. */
  renewalDays: v.nullable(v.number()),
  /** New there: more goes wrong than elsewhere. */
  beta: v.boolean(),
})
export type BankOption = v.InferOutput<typeof bankOption>

/** GET /api/banks/{bank}/choices: of one country among those of the bank. Adults only: it takes a bank client to ask. */
export const choicesQuery = v.strictObject({ country })

/** `name`: of the choice. The options are ordered by label. */
export const choicesAnswer = v.object({ name: v.string(), options: v.array(bankOption) })
export type ChoicesAnswer = v.InferOutput<typeof choicesAnswer>

/** What a bank is, who may use it and what it can do: data that a person can review, shown as it is. */
export const bankManifest = v.object({
  id: bankId,
  name: v.string(),
  /** Where its accounts are; more than one for a service that reads them at many banks. */
  countries: v.pipe(v.array(country), v.minLength(1), v.readonly()),
  timeZone: v.string(),
  /** live: a private person can use it; licensed and business: only with an agreement; withdrawn: closed by the bank. */
  status: v.picklist(['live', 'licensed', 'business', 'withdrawn']),
  /** One or two sentences each, for a person. */
  about: localized,
  /** What will happen at the bank when connecting. */
  connecting: localized,
  /** What is left to do at the bank after disconnecting here. */
  disconnecting: localized,
  /** How the person gives access: on the bank's page, or with the bank client alone. */
  access: v.picklist(['redirect', 'client']),
  choices: v.array(connectChoice),
  capabilities: v.object({
    pending: v.boolean(),
    cards: v.boolean(),
    /** Days back that the bank documents; null where it does not say. */
    historyDays: v.nullable(v.number()),
    transfers: v.boolean(),
    certificate: v.boolean(),
  }),
  /** Days between renewals with the bank's own sign-in; null: none needed, or not documented. */
  renewalDays: v.nullable(v.number()),
  limits: v.array(callLimit),
  documentation: v.object({ url: v.string(), checkedOn: localDate }),
})
export type BankManifest = v.InferOutput<typeof bankManifest>

/**
 * GET /api/banks. `configured`: a bank client is at hand, so a connection can be made; `client`: whose it is. One's own
 * goes before the household's.
 */
export const banksAnswer = v.object({
  banks: v.array(
    v.object({
      ...bankManifest.entries,
      configured: v.boolean(),
      client: v.nullable(v.picklist(['own', 'household'])),
    }),
  ),
})
export type BanksAnswer = v.InferOutput<typeof banksAnswer>
export type BankEntry = BanksAnswer['banks'][number]
