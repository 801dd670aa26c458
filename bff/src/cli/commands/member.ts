import { memberName } from '@skrin/shared/api/session'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import { Option } from 'commander'
import * as v from 'valibot'
import { AppError } from '../../appError.ts'
import type { Clock } from '../../clock.ts'
import { commandLine as by, noteAccess } from '../../household/accessLog.ts'
import { changeMember } from '../../household/changeMember.ts'
import { isDemo } from '../../household/demoMembers.ts'
import { inviteSomebody, inviteToNewPassword, toInviteLink } from '../../household/invites.ts'
import { makeOwner } from '../../household/makeOwner.ts'
import { listMembersSince } from '../../household/members.ts'
import { removeMember } from '../../household/removeMember.ts'
import { removeTotp } from '../../signIn/totp.ts'
import type { Database } from '../../store/database.ts'
import { CliError } from '../cli.ts'
import type { AddCommand, Cli } from '../cli.ts'
import { requireMember } from '../requireMember.ts'
import { withBanks } from '../withBanks.ts'

/** Who lives here, for whoever has the machine; a running Skrin knows of it at once. */
export const addMember: AddCommand = (program, act) => {
  const member = program.command('member').description('who lives here')
  member
    .command('list')
    .description('prints everybody, in the order they came')
    .option('--json', 'as JSON')
    .action(act((cli, options: { json?: boolean }) => list(cli, options)))
  member
    .command('invite')
    .description(
      'prints a link that makes whoever opens it a member; it works once, for seven days',
    )
    .addOption(
      new Option('--role <role>', 'what they may do').choices(['adult', 'child']).default('adult'),
    )
    .option('--name <name>', 'what to call them; they may choose another name')
    .action(act((cli, options: InviteOptions) => invite(cli, options)))
  member
    .command('remove <name>')
    .description('signs a member out, ends their connections at the banks, and forgets both')
    .action(act((cli, name: string) => remove(cli, name)))
  member
    .command('reset <name>')
    .description('prints a link to a new password; it works once, for seven days')
    .option('--codes-off', 'turns their two-step codes off, too: app and recovery codes are lost')
    .action(act((cli, name: string, options: ResetOptions) => reset(cli, name, options)))
  member
    .command('rename <name> <new-name>')
    .description('gives a member another name to sign in with')
    .action(act((cli, name: string, newName: string) => rename(cli, name, newName)))
  member
    .command('make-owner <name>')
    .description('makes a member the owner, and the owner an adult; both sign in anew')
    .action(act((cli, name: string) => hand(cli, name)))
}

interface InviteOptions {
  readonly role: 'adult' | 'child'
  readonly name?: string
}

interface ResetOptions {
  readonly codesOff?: boolean
}

function list(cli: Cli, { json }: { json?: boolean }): Promise<void> {
  return cli.withDatabase(async (db) => {
    const members = (await listMembersSince(db)).map(({ joinedAt, ...member }) => ({
      ...member,
      joinedAt: toInstant(joinedAt),
    }))
    if (json) return cli.print(JSON.stringify(members, null, 2))
    for (const { name, role, joinedAt } of members)
      cli.print(`${role.padEnd(5)}  since ${joinedAt.slice(0, 10)}  ${name}`)
  })
}

function invite(cli: Cli, { role, name }: InviteOptions): Promise<void> {
  requireReal(cli)
  const suggested = name === undefined ? null : parseName(name)
  return cli.withDatabase(async (db) => {
    const { code } = await inviteSomebody({ ...cli, db }, { role, name: suggested }, by)
    cli.print(toInviteLink(cli.config.publicUrl, code))
    cli.tell('The link works once, for seven days. Whoever has it can use it.')
  })
}

function remove(cli: Cli, name: string): Promise<void> {
  return cli.withDatabase(async (db) => {
    const { id } = await requireMember(db, name)
    const { connections } = await withBanks(cli, db, (deps) =>
      asLine(removeMember(deps, { id, by })),
    )
    const { revoked, unsupported, failed } = connections
    cli.print('Removed: signed out everywhere, and everything of theirs is forgotten.')
    if (revoked > 0) cli.print(`Connections ended at the bank: ${revoked}`)
    if (unsupported > 0) cli.print(`Connections that the bank has no way to end: ${unsupported}`)
    if (failed > 0)
      cli.tell(`Connections that the bank could not be told of: ${failed}. End them at the bank.`)
  })
}

function reset(cli: Cli, name: string, { codesOff = false }: ResetOptions): Promise<void> {
  requireReal(cli)
  return cli.withDatabase(async (db) => {
    const member = await requireMember(db, name)
    if (codesOff) await turnCodesOff({ ...cli, db }, member.id)
    const { code } = await inviteToNewPassword({ ...cli, db }, member, by)
    cli.print(toInviteLink(cli.config.publicUrl, code))
    cli.tell('The link works once, for seven days. Using it ends all sessions of before.')
  })
}

async function turnCodesOff(deps: { db: Database; clock: Clock }, id: MemberId): Promise<void> {
  const wasOn = await removeTotp(deps.db, id)
  if (wasOn) await noteAccess(deps, { actor: by, about: id, event: 'totp.disabled' })
}

function rename(cli: Cli, name: string, newName: string): Promise<void> {
  return cli.withDatabase(async (db) => {
    const { id } = await requireMember(db, name)
    const change = { name: parseName(newName) }
    const renamed = await asLine(changeMember({ ...cli, db }, { id, by, change }))
    cli.print(`Signs in as ${renamed.name} from now on.`)
  })
}

function hand(cli: Cli, name: string): Promise<void> {
  return cli.withDatabase(async (db) => {
    const { id } = await requireMember(db, name)
    const owner = await asLine(makeOwner({ ...cli, db }, { id, by }))
    cli.print(`${owner.name} is the owner.`)
  })
}

/** @throws CliError (2) */
function parseName(name: string): string {
  const parsed = v.safeParse(memberName, name)
  if (!parsed.success) throw new CliError('a name has 1 to 80 characters', { exitCode: 2 })
  return parsed.output
}

/** @throws CliError in the demo, whose people have no passwords */
function requireReal({ config }: Cli): void {
  if (isDemo(config)) throw new CliError('this is the demo: its people are invented')
}

const lines = {
  forbidden: 'the owner stays: make somebody else the owner first',
  name_taken: 'somebody else has that name',
  not_found: 'they were removed just now',
} as const

/** A refusal as a line for the person at the terminal. */
async function asLine<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (cause) {
    const code = cause instanceof AppError ? cause.code : ''
    const line = Object.entries(lines).find(([known]) => known === code)?.[1]
    if (line === undefined) throw cause
    throw new CliError(line, { cause })
  }
}
