import { expect, it } from 'vitest'
import { toAccount } from '../testing/wireData.ts'
import { toAccountLabels } from './toAccountLabels.ts'

const getBankName = (bank: string, label: string | null) => label ?? bank.toUpperCase()
const ola = { id: 'member-2', name: 'Ola Nordmann' }

it('is the name alone where that is enough', () => {
  const labels = toAccountLabels([toAccount({ name: 'Buffer' })], getBankName)

  expect([...labels.values()]).toEqual(['Buffer'])
})

it('tells accounts of one name apart by bank, and at one bank by person', () => {
  const labels = toAccountLabels(
    [
      toAccount({ id: 'a' }),
      toAccount({ id: 'b', owner: ola }),
      toAccount({ id: 'c', bank: 'otherbank' }),
    ],
    getBankName,
  )

  expect([...labels.values()]).toEqual([
    'Brukskonto · TESTBANK · Kari',
    'Brukskonto · TESTBANK · Ola',
    'Brukskonto · OTHERBANK',
  ])
})

it('tells the banks apart that one service reads', () => {
  const labels = toAccountLabels(
    [
      toAccount({ id: 'a', bank: 'service', bankLabel: 'Testbanken' }),
      toAccount({ id: 'b', bank: 'service', bankLabel: 'Prøvebanken' }),
    ],
    getBankName,
  )

  expect([...labels.values()]).toEqual(['Brukskonto · Testbanken', 'Brukskonto · Prøvebanken'])
})
