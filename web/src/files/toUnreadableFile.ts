import { fileReason } from '@skrin/shared/api/files'
import type { FileReason } from '@skrin/shared/api/files'
import * as v from 'valibot'
import { toProblem } from '../api/apiError.ts'

export interface UnreadableFile {
  readonly reason: FileReason
  readonly line: number | undefined
  /** The file within a zip. */
  readonly entry: string | undefined
}

/** Why a file could not be read; null: something else went wrong. */
export function toUnreadableFile(error: unknown): UnreadableFile | null {
  const { code, reason, line, field: entry } = toProblem(error)
  if (code !== 'file_unreadable' || !v.is(fileReason, reason)) return null
  return { reason, line, entry }
}
