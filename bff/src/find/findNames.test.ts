import { expect, it } from 'vitest'
import { toObservation } from '../accounts/testObservation.ts'
import { isNamed } from './findNames.ts'

const banks = new Map([['service', { manifest: { name: 'The Service' } }]])
const observation = toObservation('a', { bank: 'service', bank_label: 'Østre Sparebank' })

it.each(['service', 'the service', 'ostre', 'ostre spare'])(
  'finds the bank behind a service as %s',
  (name) => {
    expect(isNamed('bank', [name], { observation, banks })).toBe(true)
  },
)

it('does not take one of its banks for another', () => {
  expect(isNamed('bank', ['vestre'], { observation, banks })).toBe(false)
})
