import { Readable, Writable } from 'node:stream'
import { runCli } from '@skrin/bff/cli/runCli'
import { systemClock } from '@skrin/bff/clock'
import type { Clock } from '@skrin/bff/clock'
import { registeredBanks } from '@skrin/bff/context'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** `skrin <args>` in this process, with these variables and nothing else of the environment. */
export async function runSkrin(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { stdin = '', clock = systemClock }: { stdin?: string; clock?: Clock } = {},
): Promise<Ran> {
  const stdout = collect()
  const stderr = collect()
  const code = await runCli(args, {
    variables: env,
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    clock,
    banks: registeredBanks,
  })
  return { code, stdout: stdout.text(), stderr: stderr.text() }
}

function collect(): { stream: Writable; text: () => string } {
  const chunks: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => chunks.join('') }
}
