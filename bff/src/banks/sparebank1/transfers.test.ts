import { parseLocalDate } from '@skrin/shared/dates'
import { moneyFromDecimal, parseCurrency } from '@skrin/shared/money'
import { describe, expect, it } from 'vitest'
import type { BankCall, CallOptions } from '../bank.ts'
import type { BankTransfer, TransferApi, TransferEnd } from '../bankTransfers.ts'
import type { WireJson } from '../wire.ts'
import { transfers } from './transfers.ts'

const today = parseLocalDate('2026-03-25')
const end = (part: Partial<TransferEnd>): TransferEnd => ({
  key: 'key-1',
  number: '42992103309',
  iban: null,
  kind: 'current',
  transferKey: null,
  ...part,
})
const from = end({})
const to = end({ key: 'key-2', number: '42992103527' })
const card = end({ key: 'key-3', number: null, kind: 'card', transferKey: 'card-1' })

function transfer(part: Partial<BankTransfer> = {}): BankTransfer {
  const amount = moneyFromDecimal('250.5', parseCurrency('NOK'))
  return { from, to, amount, date: today, message: 'Sparing', ...part }
}

function api(answer: (call: BankCall, options: CallOptions) => WireJson): TransferApi {
  const unused = () => Promise.reject(new Error('not asked'))
  return {
    settings: {},
    consentId: null,
    userAgent: null,
    today,
    now: () => 0,
    fetchJson: async (call, options = {}) => answer(call, options),
    fetchLink: unused,
    send: async (call, options = {}) => ({
      status: 200,
      body: answer(call, options),
      isEmpty: false,
    }),
  }
}

describe('preparing', () => {
  it('writes numbers of accounts and the amount with two decimals, as text', () => {
    expect(transfers.prepare(transfer())).toEqual({
      call: 'debit',
      body: {
        amount: '250.50',
        fromAccount: '42992103309',
        toAccount: '42992103527',
        dueDate: '2026-03-25',
        currencyCode: 'NOK',
        message: 'Sparing',
      },
    })
  })

  it('leaves an empty message out', () => {
    expect(transfers.prepare(transfer({ message: '' })).body).not.toHaveProperty('message')
  })

  it('pays into a card by its id, without message or currency', () => {
    expect(transfers.prepare(transfer({ to: card }))).toEqual({
      call: 'creditCard',
      body: {
        amount: '250.50',
        fromAccount: '42992103309',
        creditCardAccountId: 'card-1',
        dueDate: '2026-03-25',
      },
    })
  })
})

describe('the rules', () => {
  const pattern = new RegExp(`^[${transfers.rules.message.allowed}]*$`, 'u')

  it.each(['', 'Mat & moro, 50 % – påsken!', 'Ærlig «deling» (1/2)', 'Łódź'])(
    'allow "%s"',
    (text) => {
      expect(text).toMatch(pattern)
    },
  )

  it.each(['Ferie 🎉', 'to\nlinjer', '1 < 2'])('do not allow "%s"', (text) => {
    expect(text).not.toMatch(pattern)
  })
})

describe('submitting', () => {
  it('sends what was prepared as the media type that the bank demands', async () => {
    const asked: [string, CallOptions][] = []
    const wish = transfer({ to: card })
    const submission = {
      transfer: wish,
      prepared: transfers.prepare(wish),
      idempotencyKey: 'key',
      returnUrl: 'http://localhost/',
    }

    const step = await transfers.submit(
      api((call, options) => {
        asked.push([call.path, options])
        return { paymentId: '7', warnings: [] }
      }),
      submission,
    )

    expect(step).toMatchObject({ kind: 'done', reference: '7', warnings: ['card_later'] })
    expect(asked).toEqual([
      [
        '/transfer/creditcard/transferTo',
        {
          body: submission.prepared.body,
          headers: { 'content-type': 'application/vnd.sparebank1.v1+json; charset=utf-8' },
        },
      ],
    ])
  })
})

/** Midday, so that the day is the same in Oslo. */
const at = (day: string) => String(Date.parse(`${day}T11:00:00Z`))
const out = { accountKey: 'key-1', amount: '-250.50', bookingStatus: 'BOOKED', date: at(today) }
const into = { ...out, accountKey: 'key-2', amount: '250.50' }

function countLike(rows: readonly WireJson[], part: Partial<BankTransfer> = {}) {
  const asked: CallOptions[] = []
  const bank = api((_call, options) => {
    asked.push(options)
    return { transactions: rows, errors: [] }
  })
  return { asked, count: transfers.countLike?.(bank, transfer(part)) }
}

describe('counting transfers like one', () => {
  it('asks for both accounts from the wished day on', async () => {
    const { asked, count } = countLike([out, into])

    expect(await count).toBe(1)
    expect(asked[0]?.query).toMatchObject({
      accountKey: ['key-1', 'key-2'],
      fromDate: today,
      source: 'ALL',
    })
  })

  it('asks from today on for one whose day lies ahead, and counts from its day', async () => {
    const date = parseLocalDate('2026-03-27')
    const later = { date: at('2026-03-27') }

    const { asked, count } = countLike([out, into, { ...out, ...later }, { ...into, ...later }], {
      date,
    })

    expect(await count).toBe(1)
    expect(asked[0]?.query).toMatchObject({ fromDate: today })
  })

  it('counts pairs, pending ones too', async () => {
    const pending = { bookingStatus: 'PENDING' }

    expect(await countLike([out, into, out]).count).toBe(1)
    expect(
      await countLike([out, into, { ...out, ...pending }, { ...into, ...pending }]).count,
    ).toBe(2)
  })

  it.each([
    ['another amount', { amount: '-250.51' }],
    ['another day', { date: at('2026-03-24') }],
    ['a day far off', { date: at('2026-04-02') }],
    ['another message', { kidOrMessage: 'Husleie' }],
    ['another account at the other side', { remoteAccountNumber: '42992103411' }],
    ['a purchase', { mcc: '5411' }],
    ['a purchase at a shop', { merchant: { name: 'Kiwi' } }],
    ['an account that is not told', { accountKey: null }],
  ])('does not count a row with %s', async (_what, change) => {
    expect(await countLike([{ ...out, ...change }, into]).count).toBe(0)
  })

  it.each([
    ['the same message, written otherwise', { kidOrMessage: ' SPARING ' }],
    ['the right account at the other side', { remoteAccountNumber: '42992103527' }],
  ])('counts a row with %s', async (_what, change) => {
    expect(await countLike([{ ...out, ...change }, into]).count).toBe(1)
  })

  it('looks at the one side only for a card', async () => {
    const paid = { ...out, accountKey: null, kidOrMessage: '0123456789' }
    const { asked, count } = countLike([out, paid], { to: card })

    expect(await count).toBe(2)
    expect(asked[0]?.query).toMatchObject({ accountKey: ['key-1'] })
  })

  it.each([
    [
      'the bank says that some are missing',
      { transactions: [out, into], errors: ['RECENT_TRANSACTIONS_FAILED'] },
    ],
    ['there is no list', { transactions: null, errors: ['RECENT_TRANSACTIONS_FAILED'] }],
    [
      'the list may be cut off',
      { transactions: Array.from({ length: 100 }, () => out), errors: [] },
    ],
  ])('cannot tell when %s', async (_what, answer) => {
    expect(
      await transfers.countLike?.(
        api(() => answer),
        transfer(),
      ),
    ).toBeNull()
  })
})
