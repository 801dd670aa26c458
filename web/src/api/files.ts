import { fileImport, importPreview, importsAnswer } from '@skrin/shared/api/files'
import type {
  ExportFormat,
  FileImport,
  ImportChange,
  ImportCommit,
  ImportPreview,
  ImportPreviewQuery,
  ImportsAnswer,
} from '@skrin/shared/api/files'
import type { ImportId } from '@skrin/shared/brand'
import * as v from 'valibot'
import { callApi } from './apiClient.ts'
import type { TransactionFilter } from './transactions.ts'

const file = v.instance(Blob)

export function fetchImports(signal?: AbortSignal): Promise<ImportsAnswer> {
  return callApi({ path: '/imports', schema: importsAnswer, signal })
}

/** Sends a file as it is; answers with what an import would do. */
export function uploadImport(upload: File): Promise<ImportPreview> {
  const name = upload.name.slice(-200)
  const body = upload.slice()
  return callApi({ method: 'POST', path: '/imports', query: { name }, body, schema: importPreview })
}

export function fetchImport(
  id: ImportId,
  query: ImportPreviewQuery = {},
  signal?: AbortSignal,
): Promise<ImportPreview> {
  return callApi({ path: `/imports/${id}`, query: { ...query }, schema: importPreview, signal })
}

export function changeImport(id: ImportId, change: ImportChange): Promise<ImportPreview> {
  return callApi({ method: 'PATCH', path: `/imports/${id}`, body: change, schema: importPreview })
}

export function commitImport(id: ImportId, choices: ImportCommit): Promise<FileImport> {
  const path = `/imports/${id}/commit`
  return callApi({ method: 'POST', path, body: choices, schema: fileImport })
}

export function undoImport(id: ImportId): Promise<FileImport> {
  return callApi({ method: 'POST', path: `/imports/${id}/undo`, schema: fileImport })
}

export async function discardImport(id: ImportId): Promise<void> {
  await callApi({ method: 'DELETE', path: `/imports/${id}`, schema: v.unknown() })
}

export function fetchExport(format: ExportFormat, filter: TransactionFilter): Promise<Blob> {
  const query = { ...filter, format }
  return callApi({ path: '/export', query, schema: file, isFile: true })
}

/** Everything of one's own, once who is there has been proved. */
export function fetchOwnData(): Promise<Blob> {
  return callApi({ path: '/export/all', schema: file, isFile: true })
}

/** Hands a file to the browser, which asks the person or puts it where it puts all of them. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Not before the browser has begun to read it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
