import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import { runAlone } from '../store/instances.ts'
import { CliError } from './cli.ts'

/** Does `work` while no program runs on the database. @throws CliError while one does */
export async function requireAlone<T>(
  deps: { readonly db: Database; readonly clock: Clock },
  command: string,
  work: () => Promise<T>,
): Promise<T> {
  const alone = await runAlone(deps, command, work)
  if (alone.status === 'done') return alone.value
  const hosts = alone.running.map(({ host }) => host).join(', ')
  throw new CliError(
    `Skrin is running (${hosts}); stop it first. A program that was killed counts as running for a minute`,
  )
}
