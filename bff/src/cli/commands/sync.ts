import type { Outcome } from '@skrin/shared/api/connections'
import { createRefresher } from '../../accounts/refreshConnection.ts'
import type { ConnectionRow } from '../../connections/connectionRows.ts'
import type { Database } from '../../store/database.ts'
import type { AddCommand, Cli, ExitCode } from '../cli.ts'
import { withBanks } from '../withBanks.ts'

/** For a timer of the host where SKRIN_SYNC is off, and for whoever wants to see that the banks answer. */
export const addSync: AddCommand = (program, act) => {
  program
    .command('sync')
    .description('asks every connected bank now, within its budget, also while Skrin runs')
    .action(act((cli) => syncNow(cli)))
}

function syncNow(cli: Cli): Promise<ExitCode> {
  return cli.withDatabase((db) =>
    withBanks(cli, db, async (deps) => {
      // What follows from new rows is the running program's part: it finds them marked.
      const followUps = { run: () => Promise.resolve() }
      const plansAhead = cli.config.sync === 'on'
      const refresher = createRefresher({ ...deps, followUps, plansAhead })
      const rows = await listRows(db)
      let exitCode: ExitCode = 0
      for (const row of rows) {
        const outcome = await refresher.sync(row, 'command')
        cli.print(toLine(row, outcome))
        if (outcome.status === 'failed') exitCode = 1
      }
      if (rows.length === 0) cli.tell('There is no connection that could be asked.')
      return exitCode
    }),
  )
}

function listRows(db: Database): Promise<ConnectionRow[]> {
  return db
    .selectFrom('connections')
    .selectAll()
    .where('status', 'in', ['working', 'failing'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

function toLine({ bank, label }: ConnectionRow, { status, problem, retryAt }: Outcome): string {
  const until = retryAt === null ? '' : ` until ${retryAt}`
  return `${bank.padEnd(12)}  ${status.padEnd(7)}  ${problem ?? ''}${until}  ${label ?? ''}`.trimEnd()
}
