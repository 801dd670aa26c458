import type { FileReason } from '@skrin/shared/api/files'

export interface FileErrorDetails extends ErrorOptions {
  /** From 1; absent: it is about the whole file. */
  readonly line?: number
  /** The file within a zip. */
  readonly entry?: string
}

/** A file that cannot be read: nothing of it is kept. */
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly reason: FileReason
  readonly line: number | undefined
  readonly entry: string | undefined

  constructor(reason: FileReason, details: FileErrorDetails = {}) {
    super(reason, details)
    this.reason = reason
    this.line = details.line
    this.entry = details.entry
  }
}
