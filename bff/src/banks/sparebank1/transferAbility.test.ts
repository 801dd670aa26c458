import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseWire, parseWireJson } from '../wire.ts'
import { toTransferAbility } from './transferAbility.ts'
import { accountsAnswer } from './wireShapes.ts'

const fixture = parseWireJson(
  readFileSync(new URL('./fixtures/accounts.json', import.meta.url), 'utf8'),
)
const { accounts } = parseWire(accountsAnswer, fixture)
const [own, ofAnother, card] = accounts ?? []
if (!own || !ofAnother || !card) throw new TypeError('the fixture has three accounts')

const neither = { from: false, to: false, key: null }

describe('an account as the end of a transfer', () => {
  it('is both where the bank says so', () => {
    expect(toTransferAbility(own)).toEqual({ from: true, to: true, key: null })
  })

  it.each([
    ['isTransferFromEnabled', { from: false, to: true, key: null }],
    ['isTransferToEnabled', { from: true, to: false, key: null }],
  ] as const)('is not what %s does not say', (flag, ability) => {
    const accountProperties = own.accountProperties ?? {}

    for (const said of [false, null, undefined]) {
      const wireAccount = { ...own, accountProperties: { ...accountProperties, [flag]: said } }
      expect(toTransferAbility(wireAccount)).toEqual(ability)
    }
  })

  it.each([
    ['somebody else’s to look after', { disposalRole: true }],
    ['in another currency', { currencyCode: 'EUR' }],
    ['without flags', { accountProperties: null }],
    ['without a number', { accountNumber: null }],
  ])('is neither when it is %s', (_what, change) => {
    expect(toTransferAbility({ ...own, ...change })).toEqual(neither)
  })

  it.each([
    ['not owned', { isOwned: false }],
    ['blocked', { isBlocked: true }],
  ])('is neither when it is %s', (_what, change) => {
    const accountProperties = { ...own.accountProperties, ...change }

    expect(toTransferAbility({ ...own, accountProperties })).toEqual(neither)
  })

  it('is only paid into when it is a card, by an id of its own', () => {
    expect(toTransferAbility(card)).toEqual({ from: false, to: true, key: 'card-1' })
    expect(
      toTransferAbility({ ...card, accountProperties: { isTransferToEnabled: false } }),
    ).toMatchObject({ to: false })
  })
})
