import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readBankClient } from './readBankClient.ts'

const password = { clientAuthentication: 'client_secret_post' } as const
const key = { clientAuthentication: 'private_key' } as const
const good = { id: 'client 1', secret: 'a secret: 100 % & é' }

it('takes both as they are, but for what is around them', () => {
  const read = readBankClient({ id: `  ${good.id}\n`, secret: `\t${good.secret}\r\n` }, password)

  expect(read.ok && read.client.id).toBe(good.id)
  expect(read.ok && read.client.secret.reveal()).toBe(good.secret)
})

it.each([
  ['', 'missing'],
  [' \n ', 'missing'],
  ['x'.repeat(1001), 'tooLong'],
  ['half one\nhalf two', 'odd'],
  ['a\u0000b', 'odd'],
  ['a\u2028b', 'odd'],
])('says what is wrong with %j', (text, wrong) => {
  expect(readBankClient({ id: text, secret: text }, password)).toEqual({
    ok: false,
    wrong: { id: wrong, secret: wrong },
  })
})

it('says it of the half that is wrong only', () => {
  expect(readBankClient({ ...good, id: '' }, password)).toEqual({
    ok: false,
    wrong: { id: 'missing' },
  })
})

describe('a secret that is a key', () => {
  const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

  it('may have several lines', () => {
    const read = readBankClient({ ...good, secret: `\n${pem}\n` }, key)

    expect(read.ok && read.client.secret.reveal()).toBe(pem.trim())
  })

  it.each([
    ['', 'missing'],
    [pem + 'x'.repeat(7000), 'tooLong'],
    [good.secret, 'notAKey'],
  ])('is looked at before it is kept', (secret, wrong) => {
    expect(readBankClient({ ...good, secret }, key)).toEqual({
      ok: false,
      wrong: { secret: wrong },
    })
  })
})
