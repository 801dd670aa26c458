import { wrongKeyWords } from '../../auth/readSigningKey.ts'
import type { Bank, BankAuth } from '../../banks/bank.ts'
import { describeBankClients, findOwnBankClient } from '../../connections/bankClients.ts'
import type { WrongHalf } from '../../connections/readBankClient.ts'
import { readBankClient } from '../../connections/readBankClient.ts'
import { removeBankClient } from '../../connections/removeBankClient.ts'
import { saveBankClient } from '../../connections/saveBankClient.ts'
import type { BankClient } from '../../config/config.ts'
import { commandLine as by } from '../../household/accessLog.ts'
import { listMembers } from '../../household/members.ts'
import type { Database } from '../../store/database.ts'
import { CliError } from '../cli.ts'
import type { AddCommand, Cli } from '../cli.ts'
import { requireKey } from '../requireKey.ts'
import { requireMember } from '../requireMember.ts'
import { withBanks } from '../withBanks.ts'

/** Members' own bank clients, for whoever would rather not use the form; a running Skrin knows of them at once. */
export const addBankClient: AddCommand = (program, act) => {
  const client = program
    .command('bank-client')
    .description('bank clients of members, besides those in the environment')
  client
    .command('list')
    .description('prints whose there are, without secrets')
    .option('--json', 'as JSON')
    .action(act((cli, options: { json?: boolean }) => list(cli, options)))
  client
    .command('add <member> <bank> <client-id>')
    .description('keeps one, in the place of the one before; asks for its secret')
    .action(act((cli, name: string, bank: string, id: string) => add(cli, { name, bank, id })))
  client
    .command('remove <member> <bank>')
    .description('ends its connections, at the bank where it can be, and forgets it')
    .action(act((cli, name: string, bank: string) => remove(cli, { name, bank })))
}

function list(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  return cli.withDatabase(async (db) => {
    const rows = await withBanks(cli, db, ({ bankClientSealer }) =>
      listAll(db, (member) => describeBankClients({ db, bankClientSealer }, member)),
    )
    if (json) return cli.print(JSON.stringify(rows, null, 2))
    for (const { member, bank, idEnding, state, connections } of rows) {
      const note = state === 'ready' ? `connections: ${connections}` : 'unreadable: enter it again'
      cli.print(`${bank.padEnd(12)}  …${idEnding.padEnd(4)}  ${note}  ${member}`)
    }
  })
}

type Describe = (
  member: Parameters<typeof describeBankClients>[1],
) => ReturnType<typeof describeBankClients>

async function listAll(db: Database, describe: Describe) {
  const members = await listMembers(db)
  const all = await Promise.all(
    members.map(async ({ id, name }) =>
      (await describe(id)).map((client) => ({ member: name, ...client })),
    ),
  )
  return all.flat()
}

async function add(
  cli: Cli,
  { name, bank, id }: { name: string; bank: string; id: string },
): Promise<void> {
  const { auth } = requireBank(cli, bank)
  await cli.withDatabase(async (db) => {
    const member = await requireMember(db, name)
    if (member.role === 'child')
      throw new CliError(`${name} is a child here, and has no bank client`)
    // Before the secret is asked for.
    await requireKey(cli, db)
    const secret = await cli.readSecret('Secret of the bank client')
    const client = parseClient({ id, secret }, auth)
    await withBanks(cli, db, (deps) =>
      saveBankClient(deps, { member: member.id, bank, client, by }),
    )
    cli.print(
      'Kept. New connections use it; with another client id, those before ask to be renewed.',
    )
  })
}

async function remove(cli: Cli, { name, bank }: { name: string; bank: string }): Promise<void> {
  requireBank(cli, bank)
  await cli.withDatabase(async (db) => {
    const member = await requireMember(db, name)
    const client = await findOwnBankClient(db, { member: member.id, bank })
    if (!client) throw new CliError(`${name} has no bank client of their own at ${bank}`)
    await withBanks(cli, db, (deps) => removeBankClient(deps, client, by))
    cli.print('Forgotten. Its connections have ended; their history stays.')
  })
}

function requireBank({ banks }: Cli, bank: string): Bank {
  const found = banks.find(({ manifest }) => manifest.id === bank)
  if (found) return found
  const ids = banks.map(({ manifest }) => manifest.id)
  throw new CliError(`there is no bank ${bank}; there are ${ids.join(', ')}`, { exitCode: 2 })
}

const reasons: Readonly<Record<WrongHalf, string>> = {
  missing: 'is empty',
  tooLong: 'is longer than any bank’s',
  odd: 'has a line break or another invisible character inside',
  ...wrongKeyWords,
  notAKey: `${wrongKeyWords.notAKey}; send its file to standard input`,
}

/** @throws CliError (2), without what was typed */
function parseClient(typed: { id: string; secret: string }, auth: BankAuth): BankClient {
  const read = readBankClient(typed, auth)
  if (read.ok) return read.client
  const [half, reason = 'missing'] = read.wrong.id
    ? (['client id', read.wrong.id] as const)
    : (['secret', read.wrong.secret] as const)
  throw new CliError(`the ${half} ${reasons[reason]}`, { exitCode: 2 })
}
