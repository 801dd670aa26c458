import { accountsAnswer } from '@skrin/shared/api/accounts'
import { createTestPlace } from '@skrin/bff/store/testDatabase'
import type { TestPlace } from '@skrin/bff/store/testDatabase'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { PASSWORD, startSkrin } from './harness/startSkrin.ts'
import type { Skrin, SkrinOptions } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

const key = Buffer.alloc(32, 'the key').toString('base64')
let sandbox: Sandbox
let folder: TestPlace
let server: TestPlace

beforeEach(async () => {
  sandbox = await startSandbox()
  folder = await createTestPlace('sqlite')
  server = await createTestPlace('postgres')
})
afterEach(async () => {
  await folder.remove()
  await server.remove()
  await sandbox.close()
})

/** Both ends, as whoever moves has them: the data folder of one, the address of the other. */
const ends = () => ({ ...server.env, ...folder.env, SKRIN_KEY: key })

const start = (place: TestPlace, options: SkrinOptions = {}) =>
  startSkrin({ place, env: { ...sandbox.env, SKRIN_KEY: key }, ...options })

async function look(skrin: Skrin): Promise<unknown> {
  const jonas = skrin.browser()
  await jonas.api('POST', '/session', { name: 'Jonas', password: PASSWORD })
  const { accounts } = (await jonas.api('GET', '/accounts?prefer=cache')).parse(accountsAnswer)
  const { text } = await jonas.api('GET', '/transactions')
  return { accounts: accounts.map(({ id, name, balance }) => ({ id, name, balance })), text }
}

it('moves a household to PostgreSQL and back, and every row is the same', async () => {
  const before = await start(folder)
  const jonas = await before.signIn('Jonas')
  await connectBank(jonas, 'sparebank1', 'Jonas')
  await jonas.api('GET', '/accounts')
  const seen = await look(before)
  await before.stop()
  const { clock } = before

  const there = await runSkrin(['move-database', '--to', 'postgres'], ends(), { clock })
  const moved = await start(server, { clock })
  const seenThere = await look(moved)
  await moved.stop()
  const kept = await runSkrin(['move-database', '--to', 'sqlite'], ends(), { clock })
  const empty = await createTestPlace('sqlite')
  const back = await runSkrin(
    ['move-database', '--to', 'sqlite'],
    { ...ends(), ...empty.env },
    { clock },
  )
  const again = await start(empty, { clock })
  const seenAgain = await look(again)
  await again.stop()
  await empty.remove()

  expect(there).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^transactions: [1-9]\d* rows, /m),
  })
  expect(seenThere).toEqual(seen)
  expect(kept).toMatchObject({ code: 1, stderr: expect.stringContaining('a household already') })
  expect(back).toMatchObject({ code: 0 })
  expect(seenAgain).toEqual(seen)
})

it('waits for neither end: a program that runs on one is refused', async () => {
  const skrin = await start(folder)

  const ran = await runSkrin(['move-database', '--to', 'postgres'], ends(), { clock: skrin.clock })
  await skrin.stop()

  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('Skrin is running') })
})

it('wants the key of what it moves', async () => {
  const skrin = await start(folder)
  await skrin.stop()
  const strange = Buffer.alloc(32, 'strange').toString('base64')

  const ran = await runSkrin(['move-database', '--to', 'postgres'], {
    ...ends(),
    SKRIN_KEY: strange,
  })

  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining('the key here is not') })
})

it('says what is missing', async () => {
  const noUrl = await runSkrin(['move-database', '--to', 'postgres'], folder.env)
  const noHousehold = await runSkrin(['move-database', '--to', 'postgres'], ends())
  const nowhere = await runSkrin(['move-database', '--to', 'mysql'], ends())

  expect(noUrl).toMatchObject({ code: 2, stderr: expect.stringContaining('SKRIN_DATABASE_URL') })
  expect(noHousehold).toMatchObject({ code: 1, stderr: expect.stringContaining('no household') })
  expect(nowhere.code).toBe(2)
})
