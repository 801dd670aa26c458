import { Readable } from 'node:stream'
import type { MemberId } from '@skrin/shared/brand'
import { ZipFile } from 'yazl'
import type { Clock } from '../../clock.ts'
import { resolveFind } from '../../find/resolveFind.ts'
import type { FindDeps } from '../../find/resolveFind.ts'
import { describeNotices } from '../../notices/describeNotices.ts'
import { readExportNames } from './exportedAccounts.ts'
import { exportRows } from './exportRows.ts'
import { ownTables } from './ownTables.ts'
import { writeCsv } from './writeCsv.ts'
import { writeJson } from './writeJson.ts'

const READ_ME = `Everything that Skrin keeps of you.

transactions.csv and transactions.json are the transactions of your own accounts, as the list shows them; Skrin reads both
again. The other files hold one JSON object on each line, as the database keeps it: amounts in minor units, moments in
milliseconds since 1970. observations.jsonl is what your banks and your files said, word for word.

Passwords, keys, tokens and the secrets of banks are not in here: they are no use to anybody but Skrin. What others share with
you is theirs, and not in here either.
`

/** A zip of all that is one person's own, made as it is read. */
export function zipOwnData(deps: FindDeps & { readonly clock: Clock }, member: MemberId): Readable {
  const zip = new ZipFile()
  const mtime = new Date(deps.clock.now())
  const add = (name: string, pieces: () => AsyncIterable<string>) =>
    zip.addReadStreamLazy(name, { mtime, mode: 0o100600 }, (give) =>
      give(null, Readable.from(pieces())),
    )
  zip.addBuffer(Buffer.from(READ_ME), 'README.txt', { mtime, mode: 0o100600 })
  add('transactions.csv', () => writeOwn(deps, member, writeCsv))
  add('transactions.json', () => writeOwn(deps, member, writeJson))
  for (const { name, rows } of ownTables)
    add(`${name}.jsonl`, () => writeLines(rows(deps.db, member)))
  add('notices.jsonl', () => writeLines(readNotices(deps, member)))
  zip.end()
  const output = new Readable().wrap(zip.outputStream)
  zip.on('error', (error: unknown) =>
    output.destroy(error instanceof Error ? error : new Error('the zip cannot be made')),
  )
  return output
}

async function* writeOwn(
  deps: FindDeps,
  member: MemberId,
  write: typeof writeCsv,
): AsyncGenerator<string> {
  const find = await resolveFind(deps, { member, scope: null }, { view: 'mine' })
  yield* write(exportRows(deps.db, find), await readExportNames(deps.db, find.accounts))
}

/** What one was told, as far as one may still see what it is about. */
async function* readNotices(
  deps: Parameters<typeof describeNotices>[0],
  member: MemberId,
): AsyncGenerator<object> {
  const rows = await deps.db
    .selectFrom('notices')
    .selectAll()
    .where('member_id', '=', member)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  yield* await describeNotices(deps, member, rows)
}

async function* writeLines(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`
}
