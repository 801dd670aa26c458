import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response, Router } from 'express'
import { assertNever } from '@skrin/shared/assertNever'
import { exportQuery } from '@skrin/shared/api/files'
import type { ExportFormat, ExportQuery } from '@skrin/shared/api/files'
import { createOpenedNoter } from '../accounts/noteOpened.ts'
import type { OpenedNoter } from '../accounts/noteOpened.ts'
import type { Viewer } from '../accounts/visibleAccounts.ts'
import type { Context } from '../context.ts'
import { readExportNames } from '../files/exports/exportedAccounts.ts'
import { exportRows } from '../files/exports/exportRows.ts'
import { writeCsv } from '../files/exports/writeCsv.ts'
import { writeActual, writeFirefly, writeFireflyConfig } from '../files/exports/writeForOthers.ts'
import { writeJson } from '../files/exports/writeJson.ts'
import { writeOfx } from '../files/exports/writeOfx.ts'
import type { OfxStatement } from '../files/exports/writeOfx.ts'
import { zipOwnData } from '../files/exports/zipOwnData.ts'
import { resolveFind } from '../find/resolveFind.ts'
import type { Find } from '../find/resolveFind.ts'
import { noteAccess } from '../household/accessLog.ts'
import { toHouseholdDay } from '../household/householdDay.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { parseRequest } from '../http/parseRequest.ts'
import { readerOf, viewerOf } from '../http/viewerOf.ts'
import { noteOwn } from './noteOwn.ts'

const files: Readonly<Record<ExportFormat, { type: string; name: string }>> = {
  csv: { type: 'text/csv; charset=utf-8', name: '.csv' },
  json: { type: 'application/json; charset=utf-8', name: '.json' },
  ofx: { type: 'application/x-ofx; charset=utf-8', name: '.ofx' },
  actual: { type: 'text/csv; charset=utf-8', name: '-actual.csv' },
  firefly: { type: 'text/csv; charset=utf-8', name: '-firefly.csv' },
  'firefly-config': { type: 'application/json; charset=utf-8', name: '-firefly.json' },
}

export function createExportsRouter(context: Context): Router {
  const router = createRouter()
  const noteOpened = createOpenedNoter(context)

  router.get('/export', async (request, response) => {
    const query = parseRequest(exportQuery, request.query)
    await exportList({ ...context, noteOpened }, response, query)
  })

  router.get('/export/all', async (_request, response) => {
    const member = memberOf(response)
    await noteOwn(context, response, 'data.exported')
    setFile(context, response, { type: 'application/zip', name: '-data.zip' })
    await pipeline(zipOwnData(context, member.id), response)
  })

  return router
}

async function exportList(
  context: Context & { readonly noteOpened: OpenedNoter },
  response: Response,
  { format, ...query }: ExportQuery,
): Promise<void> {
  const viewer = viewerOf(response)
  const reader = readerOf(response)
  const find = await resolveFind(context, viewer, query)
  const pieces = await write(context, { find, viewer, query, format })
  await context.noteOpened(reader, find.accounts)
  const note = { event: 'transactions.exported', subject: { format } } as const
  await noteAccess(context, { actor: reader.actor, about: viewer.member, ...note })
  setFile(context, response, files[format])
  await pipeline(Readable.from(pieces), response)
}

interface Writing {
  readonly find: Find
  readonly viewer: Viewer
  readonly query: Omit<ExportQuery, 'format'>
  readonly format: ExportFormat
}

async function write(
  context: Context,
  { find, viewer, query, format }: Writing,
): Promise<AsyncIterable<string> | Iterable<string>> {
  const names = await readExportNames(context.db, find.accounts)
  const rows = exportRows(context.db, find)
  switch (format) {
    case 'csv':
      return writeCsv(rows, names)
    case 'json':
      return writeJson(rows, names)
    case 'actual':
      return writeActual(rows, names)
    case 'firefly':
      return writeFirefly(rows, names)
    case 'firefly-config':
      return [writeFireflyConfig()]
    case 'ofx': {
      const statements = [...names.accounts.values()].map((account): OfxStatement => ({
        account,
        rows: () => exportAccount(context, viewer, { ...query, account: [account.id] }),
      }))
      return writeOfx(statements, toHouseholdDay(context.clock.now()))
    }
    default:
      return assertNever(format)
  }
}

async function* exportAccount(context: Context, viewer: Viewer, query: Writing['query']) {
  yield* exportRows(context.db, await resolveFind(context, viewer, query))
}

function setFile(
  { clock }: Context,
  response: Response,
  { type, name }: { type: string; name: string },
): void {
  const file = `skrin-${toHouseholdDay(clock.now())}${name}`
  response.setHeader('Content-Type', type)
  response.setHeader('Content-Disposition', `attachment; filename="${file}"`)
}
