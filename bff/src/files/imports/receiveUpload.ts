import { createWriteStream } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MOST_FILE_BYTES } from '@skrin/shared/api/files'
import { AppError } from '../../appError.ts'
import { randomId } from '../../ids.ts'

const PREFIX = '.upload-'
const LEFTOVER_MS = 60 * 60_000

/**
 * A body as a file in the data folder, for its owner alone, for as long as `work` takes.
 * @throws AppError payload_too_large
 */
export async function withUpload<T>(
  dataDir: string,
  body: Readable,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const path = join(dataDir, PREFIX + randomId())
  try {
    await receive(body, path)
    return await work(path)
  } finally {
    await rm(path, { force: true })
  }
}

async function receive(body: Readable, path: string): Promise<void> {
  try {
    // What is too much is answered, not cut off.
    const chunks: AsyncIterable<Buffer> = body.iterator({ destroyOnReturn: false })
    await pipeline(limitBytes(chunks), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    // Whoever sent it went away.
    throw body.readableAborted ? new AppError('bad_request', { cause: error }) : error
  }
}

async function* limitBytes(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let length = 0
  for await (const chunk of source) {
    length += chunk.length
    if (length > MOST_FILE_BYTES) throw new AppError('payload_too_large')
    yield chunk
  }
}

/** What a program that was killed left behind. */
export async function sweepUploads(dataDir: string, now: number): Promise<void> {
  const names = await readdir(dataDir)
  for (const name of names.filter((one) => one.startsWith(PREFIX))) {
    const path = join(dataDir, name)
    const { mtimeMs } = await stat(path)
    if (mtimeMs < now - LEFTOVER_MS) await rm(path, { force: true })
  }
}
