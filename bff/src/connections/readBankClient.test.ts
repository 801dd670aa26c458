import { expect, it } from 'vitest'
import { readBankClient } from './readBankClient.ts'

const good = { id: 'client 1', secret: 'a secret: 100 % & é' }

it('takes both as they are, but for what is around them', () => {
  const read = readBankClient({ id: `  ${good.id}\n`, secret: `\t${good.secret}\r\n` })

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
  expect(readBankClient({ id: text, secret: text })).toEqual({
    ok: false,
    wrong: { id: wrong, secret: wrong },
  })
})

it('says it of the half that is wrong only', () => {
  expect(readBankClient({ ...good, id: '' })).toEqual({ ok: false, wrong: { id: 'missing' } })
})
