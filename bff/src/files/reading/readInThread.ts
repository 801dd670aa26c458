import { Worker } from 'node:worker_threads'
import { assertNever } from '@skrin/shared/assertNever'
import type { FileFormat } from '@skrin/shared/api/files'
import type { CsvRecord, FileContent, StatementHead, StatementRow } from './fileContent.ts'
import { FileError } from './fileError.ts'
import type { WorkerMessage } from './workerMessage.ts'

const MOST_MS = 60_000
const MOST_HEAP_MB = 512

/**
 * Reads a file in a thread of its own, so that a large or hostile one stops neither requests nor the process.
 * @throws FileError
 */
export async function readInThread(path: string, mostMs = MOST_MS): Promise<FileContent> {
  const worker = new Worker(new URL('./readFileWorker.ts', import.meta.url), {
    workerData: { path },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    stdout: true,
    stderr: true,
  })
  try {
    return await collect(worker, mostMs)
  } finally {
    await worker.terminate()
  }
}

function collect(worker: Worker, mostMs: number): Promise<FileContent> {
  const { promise, resolve, reject } = Promise.withResolvers<FileContent>()
  const records: CsvRecord[] = []
  const rows: StatementRow[] = []
  let begun: { format: FileFormat; statements: readonly StatementHead[] } | undefined
  const timer = setTimeout(() => reject(new FileError('took_too_long')), mostMs)
  worker.once('error', (cause) => reject(toFailure(cause)))
  worker.once('exit', () => reject(new TypeError('the thread ended without an answer')))
  worker.on('message', (message: WorkerMessage) => {
    switch (message.kind) {
      case 'begin':
        begun = message
        return
      case 'records':
        records.push(...message.records)
        return
      case 'rows':
        rows.push(...message.rows)
        return
      case 'end':
        if (begun) resolve(toContent({ ...begun, records, rows }))
        return
      case 'refused':
        reject(toRefusal(message))
        return
      default:
        assertNever(message)
    }
  })
  return promise.finally(() => clearTimeout(timer))
}

function toContent({
  format,
  statements,
  records,
  rows,
}: {
  format: FileFormat
  statements: readonly StatementHead[]
  records: readonly CsvRecord[]
  rows: readonly StatementRow[]
}): FileContent {
  return format === 'csv' ? { format, records } : { format, statements, rows }
}

function toRefusal({ reason, line, entry }: WorkerMessage & { kind: 'refused' }): FileError {
  return new FileError(reason, {
    ...(line !== undefined && { line }),
    ...(entry !== undefined && { entry }),
  })
}

/** More memory than a file may take is the file's fault, anything else is ours. */
function toFailure(cause: unknown): unknown {
  const isMemory =
    cause instanceof Error && 'code' in cause && cause.code === 'ERR_WORKER_OUT_OF_MEMORY'
  return isMemory ? new FileError('took_too_long', { cause }) : cause
}
