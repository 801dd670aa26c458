import { expect, it } from 'vitest'
import { findCommands } from './commands.ts'
import type { Command } from './commands.ts'

const toCommand = (label: string, detail?: string): Command => ({
  id: label,
  group: 'accounts',
  label,
  ...(detail === undefined ? {} : { detail }),
  icon: {},
  run: () => undefined,
})
const commands = [
  toCommand('Høyrente', 'Testbanken 9711 00 99887'),
  toCommand('Lönekonto'),
  toCommand('Brukskonto'),
]
const find = (query: string) => findCommands(commands, query).map(({ label }) => label)

it('finds words without their accents', () => {
  expect(find('hoy')).toEqual(['Høyrente'])
  expect(find('lone')).toEqual(['Lönekonto'])
})

it('finds an account by its number, grouped or not', () => {
  expect(find('9711 00')).toEqual(['Høyrente'])
  expect(find('97110099887')).toEqual(['Høyrente'])
})

it('asks for every word', () => {
  expect(find('testbanken brukskonto')).toEqual([])
})

it('offers everything when nothing is written', () => {
  expect(find(' ')).toHaveLength(3)
})
