import { registeredBanks } from '@skrin/bff/context'
import { usualChoices } from '@skrin/bff/notices/readers'
import { randomId } from '@skrin/bff/ids'
import type { PrivacyRow } from './privacyRow.ts'

/** A bank that says itself what can be chosen there; it is the same for everybody. */
const offering = registeredBanks.find(({ offers }) => offers)?.manifest.id

/** When the rows of things.ts are booked. */
const january = 'from=2026-01-01&to=2026-01-31'

/**
 * How every route answers whoever calls it, about whatever they name. The test runs each row as owner, adult, child,
 * visitor and API token, with a proof of who it is that is recent and one that is old, about things of their own, shared
 * with transactions, shared with the balance only, private to somebody else, and unknown, on both engines.
 *
 * A new route needs its row here, two lines as a rule:
 *
 *     'get /api/things/{id}': { kind: 'thing', answers: { own: 200 } },
 *
 * `answers` is what those get who may call it; who may is read from apiRoutes. A belonging that is not named is answered
 * as an unknown id: 404, byte for byte. A new kind of id is made in `things.ts`, for the caller and for the neighbour.
 */
export const privacyTable: Readonly<Record<string, PrivacyRow | readonly PrivacyRow[]>> = {
  'get /healthz': { answers: 200 },
  'get /readyz': { answers: 200 },
  'get /api/openapi.json': { answers: 200 },
  'get /connect/{bank}/callback': { path: { bank: 'seb' }, answers: 400 },

  // Accounts and transactions
  'get /api/accounts': { answers: 200 },
  'get /api/transactions': [
    { answers: 200 },
    // A filter that names what one may not see finds what a made-up id finds.
    { kind: 'account', query: ({ id }) => `account=${id}`, answers: 200 },
    { query: () => 'q=HIDDEN', answers: 200 },
    { query: () => 'min=0&max=99999999999', answers: 200 },
  ],
  'get /api/transactions/totals': [
    { answers: 200 },
    { kind: 'account', query: ({ id }) => `account=${id}`, answers: 200 },
    { query: () => 'q=HIDDEN', answers: 200 },
    { query: () => 'q=amount%3E0', answers: 200 },
  ],
  'get /api/views': { answers: 200 },
  'post /api/views': { body: () => ({ name: randomId(), query: 'q=kiwi' }), answers: 201 },
  'patch /api/views/{id}': {
    kind: 'view',
    body: () => ({ query: 'q=rema' }),
    answers: { own: 200 },
  },
  'delete /api/views/{id}': { kind: 'view', answers: { own: 204 } },
  'get /api/accounts/{id}/transactions': {
    kind: 'account',
    // Of what shares its balance only there is no list, as of a private one.
    answers: { own: 200, transactions: 200 },
  },
  'get /api/transactions/{id}': { kind: 'transaction', answers: { own: 200, transactions: 200 } },
  'get /api/transactions/{id}/history': {
    kind: 'transaction',
    answers: { own: 200, transactions: 200 },
  },
  'post /api/transactions/{id}/delete': {
    kind: 'transaction',
    answers: { own: 200, transactions: 403 },
  },
  'post /api/transactions/{id}/restore': {
    kind: 'transaction',
    answers: { own: 200, transactions: 403 },
  },
  // Own: told once, so there is nothing to split; and nothing is merged with itself.
  'post /api/transactions/{id}/split': {
    kind: 'transaction',
    body: () => ({ observation: 'x' }),
    answers: { own: 400, transactions: 403 },
  },
  'post /api/transactions/{id}/merge': {
    kind: 'transaction',
    body: ({ id }) => ({ other: id }),
    answers: { own: 400, transactions: 403 },
  },
  'get /api/questions': { answers: 200 },
  'post /api/questions/{id}': {
    kind: 'question',
    body: () => ({ same: null }),
    answers: { own: 200 },
  },
  'patch /api/transactions/{id}': {
    kind: 'transaction',
    body: () => ({ note: 'Bought for the cabin', tags: ['cabin'], category: 'travel' }),
    answers: { own: 200, transactions: 403 },
  },
  'patch /api/transactions': [
    {
      kind: 'transaction',
      body: ({ id }) => ({ ids: [id], set: { category: 'travel' } }),
      answers: 200,
    },
    { body: () => ({ query: 'q=HIDDEN', set: { note: 'Mine' } }), answers: 200 },
  ],
  'get /api/transactions/{id}/transfer': {
    kind: 'transaction',
    answers: { own: 200, transactions: 200 },
  },
  'post /api/transfers': {
    kind: 'transaction',
    body: ({ id }) => ({ out: id, in: 'made-up' }),
    answers: 404,
  },
  'delete /api/transfers/{id}': { kind: 'transfer', answers: { own: 204 } },

  // Moving money. What is made is done, so there is nothing left to decide or to call off; and the connections of this
  // world are not turned on for it.
  'get /api/transfer-orders/options': { answers: 200 },
  'get /api/transfer-orders': { answers: 200 },
  'put /api/transfer-orders/limit': {
    body: () => ({ limit: { minor: 100, currency: 'SEK' } }),
    answers: 200,
  },
  'post /api/transfer-orders': {
    kind: 'account',
    body: ({ id }) => ({
      from: id,
      to: id,
      amount: { minor: 100, currency: 'SEK' },
      date: '2026-01-05',
      message: '',
    }),
    answers: { own: 403 },
  },
  'get /api/transfer-orders/{id}': { kind: 'transferOrder', answers: { own: 200 } },
  'post /api/transfer-orders/{id}/confirm': { kind: 'transferOrder', answers: { own: 200 } },
  'post /api/transfer-orders/{id}/check': { kind: 'transferOrder', answers: { own: 200 } },
  'post /api/transfer-orders/{id}/decide': {
    kind: 'transferOrder',
    body: () => ({ decision: 'happened' }),
    answers: { own: 409 },
  },
  'delete /api/transfer-orders/{id}': { kind: 'transferOrder', answers: { own: 409 } },
  'get /api/tags': { answers: 200 },

  // Categories, rules and rates
  'get /api/categories': { answers: 200 },
  'post /api/categories': { body: () => ({ name: randomId(), direction: 'out' }), answers: 201 },
  // The whole household's.
  'patch /api/categories/{id}': {
    kind: 'category',
    body: () => ({ name: randomId() }),
    answers: { own: 200, private: 200 },
  },
  'delete /api/categories/{id}': { kind: 'category', answers: { own: 204, private: 204 } },
  'get /api/rules': { answers: 200 },
  'put /api/rules': { body: () => ({ order: [] }), answers: 200 },
  'post /api/rules': {
    body: () => ({ when: { direction: 'out' }, set: { tags: ['found'] }, old: true }),
    answers: 201,
  },
  'post /api/rules/preview': {
    body: () => ({ when: { contains: 'HIDDEN' }, set: { tags: ['found'] } }),
    answers: 200,
  },
  'put /api/rules/{id}': {
    kind: 'rule',
    body: () => ({ when: { direction: 'out' }, set: { category: 'travel' }, old: true }),
    answers: { own: 200 },
  },
  'post /api/rules/{id}/apply': { kind: 'rule', answers: { own: 200 } },
  'delete /api/rules/{id}': { kind: 'rule', answers: { own: 200 } },
  'get /api/rates': { answers: 200 },
  'put /api/rates': {
    body: () => ({ base: 'EUR', quote: 'NOK', date: '2026-01-05', rate: '11.4' }),
    answers: 200,
  },
  'delete /api/rates': { query: () => 'base=USD&quote=NOK&date=2026-01-05', answers: 404 },
  'post /api/rates/import': {
    body: () => ({ csv: 'date;base;quote;rate\n2026-01-05;SEK;NOK;1,02' }),
    answers: 200,
  },

  // Insights
  ...Object.fromEntries(
    ['flow', 'categories', 'balance', 'changes'].map((name): [string, PrivacyRow[]] => [
      `get /api/insights/${name}`,
      [
        { query: () => january, answers: 200 },
        { kind: 'account', query: ({ id }) => `${january}&account=${id}`, answers: 200 },
      ],
    ]),
  ),
  'get /api/insights/recurring': { answers: 200 },
  'put /api/insights/recurring/{id}': {
    path: { id: 'made-up' },
    body: () => ({ dismissed: true }),
    answers: 404,
  },

  'put /api/accounts/{id}/sharing': {
    kind: 'account',
    body: () => ({ shares: [] }),
    answers: { own: 200 },
  },

  // Files
  'get /api/imports': { answers: 200 },
  'post /api/imports': {
    query: () => 'name=konto.csv',
    upload: () => 'Dato;Tekst;Beløp\n05.01.2026;Kaffe;-39,00\n',
    answers: 201,
  },
  'get /api/imports/{id}': { kind: 'import', answers: { own: 200 } },
  'patch /api/imports/{id}': {
    kind: 'import',
    body: () => ({ statement: 0 }),
    answers: { own: 200 },
  },
  // Into no account yet; and not done yet.
  'post /api/imports/{id}/commit': { kind: 'import', body: () => ({}), answers: { own: 400 } },
  'post /api/imports/{id}/undo': { kind: 'import', answers: { own: 409 } },
  'delete /api/imports/{id}': { kind: 'import', answers: { own: 204 } },
  'get /api/export': [
    ...['csv', 'json', 'ofx', 'actual', 'firefly', 'firefly-config'].map((format): PrivacyRow => ({
      query: () => `format=${format}`,
      answers: 200,
    })),
    { kind: 'account', query: ({ id }) => `format=csv&account=${id}`, answers: 200 },
    { query: () => 'format=csv&q=HIDDEN', answers: 200 },
  ],
  'get /api/export/all': { answers: 200 },

  // API tokens
  'get /api/tokens': { answers: 200 },
  'post /api/tokens': {
    kind: 'account',
    body: ({ id }) => ({
      name: 'Script',
      accounts: [{ account: id, level: 'transactions' }],
      days: 7,
    }),
    answers: { own: 201, transactions: 201, balance: 400, private: 400, unknown: 400 },
  },
  'delete /api/tokens/{id}': { kind: 'token', answers: { own: 204 } },

  // Banks
  'get /api/banks': { answers: 200 },
  'get /api/banks/{bank}/choices': {
    path: { bank: offering ?? 'seb' },
    query: () => 'country=NO',
    answers: offering === undefined ? 404 : 200,
  },
  'get /api/connections': { answers: 200 },
  'get /api/events': { answers: 200 },
  'post /api/connections': [
    { kind: 'connection', body: ({ id }) => ({ bank: 'seb', renew: id }), answers: { own: 200 } },
    { body: () => ({ bank: 'seb' }), fresh: true, answers: 200 },
  ],
  'post /api/connections/{id}/refresh': { kind: 'connection', answers: { own: 200 } },
  'delete /api/connections/{id}': { kind: 'connection', answers: { own: 200 } },
  'put /api/connections/{id}/transfers': {
    kind: 'connection',
    body: () => ({}),
    answers: { own: 200 },
  },
  'delete /api/connections/{id}/transfers': { kind: 'connection', answers: { own: 200 } },
  // Own: there is no grant, so the bank is not asked.
  'get /api/connections/{id}/bank/{path}': {
    kind: 'connection',
    path: { path: 'accounts' },
    answers: { own: 409 },
  },
  'get /api/bank-clients': { answers: 200 },
  'delete /api/bank-clients/{id}': { kind: 'bankClient', answers: { own: 204 } },
  'get /bank-clients/{bank}': {
    path: { bank: 'seb' },
    answers: 200,
    refusals: { visitor: 303, forbidden: 403 },
  },
  // With nothing filled in.
  'post /bank-clients/{bank}': {
    path: { bank: 'seb' },
    answers: 400,
    refusals: { visitor: 303, forbidden: 403 },
  },

  // Being told
  'get /api/notices': { answers: 200 },
  'get /api/notices/unread': { answers: 200 },
  'post /api/notices/read': { body: () => ({ until: '2026-01-05T00:00:00.000Z' }), answers: 200 },
  'patch /api/notices/{id}': {
    kind: 'notice',
    body: () => ({ read: true }),
    answers: { own: 200 },
  },
  'get /api/notice-settings': { answers: 200 },
  'put /api/notice-settings': {
    kind: 'account',
    body: ({ id }) => ({
      choices: usualChoices,
      accountLimits: [{ account: id, limit: 500 }],
      ...{ view: 'household', details: true, language: 'nb' },
    }),
    answers: { own: 200, transactions: 200, balance: 200, private: 400, unknown: 400 },
  },
  // This host sends neither e-mail nor push.
  'put /api/notice-addresses/{channel}': {
    path: { channel: 'mail' },
    body: () => ({ address: 'kari@example.org', language: 'nb' }),
    answers: 409,
  },
  'post /api/notice-addresses/{channel}/confirm': {
    path: { channel: 'mail' },
    body: () => ({ code: '000000' }),
    answers: 403,
  },
  'delete /api/notice-addresses/{channel}': { path: { channel: 'push' }, answers: 200 },

  // Signing in
  'get /api/session': { answers: 200 },
  'post /api/session': { body: () => ({ name: 'Nobody', password: 'wrong' }), answers: 401 },
  'delete /api/session': { answers: 204 },
  'post /api/setup': { body: () => ({ code: 'x', name: 'x', password: 'x' }), answers: 409 },
  'post /api/session/proof': { body: () => ({ password: 'wrong' }), answers: 401 },
  'get /api/sign-in-methods': { answers: 200 },
  'put /api/password': {
    body: () => ({ password: 'another long sentence', endOthers: true }),
    answers: 200,
  },
  'post /api/totp': { answers: 200 },
  'post /api/totp/confirm': { body: () => ({ code: '000000' }), answers: 404 },
  'delete /api/totp': { answers: 204 },
  'post /api/recovery-codes': { answers: 404 },
  'post /api/session/passkey/options': { answers: 200 },
  'post /api/passkeys/options': { answers: 200 },
  'post /api/passkeys': { body: () => ({ name: 'Key', passkey: { id: 'x' } }), answers: 400 },
  'patch /api/passkeys/{id}': {
    kind: 'passkey',
    body: () => ({ name: 'Key' }),
    answers: { own: 200 },
  },
  'delete /api/passkeys/{id}': { kind: 'passkey', answers: { own: 204 } },
  // This household has no single sign-on.
  'post /api/session/sso': { body: () => ({ purpose: 'sign-in' }), answers: 404 },
  'get /sign-in/sso/callback': { answers: 303 },
  'delete /api/sso/{id}': { kind: 'sso', answers: { own: 204 } },
  'get /api/sessions': { answers: 200 },
  'delete /api/sessions': { answers: 204 },
  'delete /api/sessions/{id}': { kind: 'session', answers: { own: 204 } },
  'get /api/access-log': { answers: 200 },

  // People
  'get /api/household': { answers: 200 },
  'put /api/household': { body: () => ({ name: 'Lindvik' }), answers: 200 },
  'get /api/members': { answers: 200 },
  'patch /api/members/{id}': {
    kind: 'member',
    body: () => ({ role: 'adult' }),
    // Everybody knows who lives here; whether somebody does is told to the owner only.
    answers: ({ role }) =>
      role === 'owner' ? { own: 403, private: 200 } : { own: 403, private: 403, unknown: 403 },
  },
  'delete /api/members/{id}': {
    kind: 'member',
    answers: ({ role }) =>
      role === 'owner' ? { own: 403, private: 200 } : { own: 200, private: 403, unknown: 403 },
  },
  'get /api/invites': { answers: 200 },
  'post /api/invites': { body: () => ({ role: 'adult' }), answers: 201 },
  'delete /api/invites/{id}': { kind: 'invite', answers: { own: 204, private: 204 } },
  'post /api/invites/check': { body: () => ({ code: 'x' }), answers: 403 },
  'post /api/invites/accept': {
    body: () => ({ code: 'x', name: 'x', password: 'another long sentence' }),
    answers: 403,
  },
}
