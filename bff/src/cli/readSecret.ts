import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import type { Readable } from 'node:stream'
import { CliError } from './cli.ts'

interface Streams {
  readonly stdin: Readable
  readonly stderr: Writable
}

/** @throws CliError (2) when nothing comes */
export async function readSecret(streams: Streams, question: string): Promise<string> {
  const isTerminal = 'isTTY' in streams.stdin && streams.stdin.isTTY === true
  const secret = isTerminal ? await askUnseen(streams, question) : await readAll(streams.stdin)
  if (secret === '')
    throw new CliError(`${question}: nothing came on standard input`, { exitCode: 2 })
  return secret
}

/** readline echoes what is typed to its output: this one shows nothing of it. */
async function askUnseen({ stdin, stderr }: Streams, question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const prompt = createInterface({ input: stdin, output: nowhere, terminal: true })
  stderr.write(`${question} (not shown): `)
  try {
    return await prompt.question('')
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AbortError')
      throw new CliError('given up; nothing was changed', { cause, exitCode: 2 })
    throw cause
  } finally {
    prompt.close()
    stderr.write('\n')
  }
}

async function readAll(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Buffer))
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}
