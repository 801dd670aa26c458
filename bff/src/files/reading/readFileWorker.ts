import { parentPort, workerData } from 'node:worker_threads'
import * as v from 'valibot'
import { FileError } from './fileError.ts'
import { readFile } from './readFile.ts'
import type { WorkerMessage } from './workerMessage.ts'

/** Rows in one message: the thread that takes them is away for a few milliseconds at a time. */
const BATCH = 500

const { path } = v.parse(v.object({ path: v.string() }), workerData)

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message)
}

try {
  const content = await readFile(path)
  if (content.format === 'csv') {
    post({ kind: 'begin', format: content.format, statements: [] })
    for (let at = 0; at < content.records.length; at += BATCH)
      post({ kind: 'records', records: content.records.slice(at, at + BATCH) })
  } else {
    post({ kind: 'begin', format: content.format, statements: content.statements })
    for (let at = 0; at < content.rows.length; at += BATCH)
      post({ kind: 'rows', rows: content.rows.slice(at, at + BATCH) })
  }
  post({ kind: 'end' })
} catch (error) {
  if (!(error instanceof FileError)) throw error
  const { reason, line, entry } = error
  post({ kind: 'refused', reason, line, entry })
}
