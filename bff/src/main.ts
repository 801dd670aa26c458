import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { KeyError } from './auth/masterKey.ts'
import { readConfig } from './config/readConfig.ts'
import { withoutSlash } from './config/readUrl.ts'
import { createContext, registeredBanks } from './context.ts'
import type { Context } from './context.ts'
import { readSetupCode } from './household/setupCode.ts'
import { createListener } from './listener.ts'
import { serveMetrics } from './metrics/serveMetrics.ts'
import { StartError } from './startError.ts'

const IN_FLIGHT_MS = 10_000

// What the program makes is its owner's alone: database, key file, backups.
process.umask(0o077)

const settings = readConfig(process.env, registeredBanks)
if (settings.ok) {
  await run(settings)
} else {
  for (const problem of settings.problems) console.error(problem)
  process.exitCode = 2
}

async function run({ config, secrets }: Extract<typeof settings, { ok: true }>): Promise<void> {
  try {
    const context = await createContext(config, secrets)
    endOnDefects(context)
    const server = createServer(
      { headersTimeout: 15_000, requestTimeout: 60_000 },
      createListener(context),
    )
    const metrics = await openMetrics(context)
    endOnSignals({ server, metrics }, context)
    await listen(server, context)
    await announce(context)
  } catch (error) {
    console.error(toLine(error, config))
    process.exit(1)
  }
}

async function openMetrics({ config, metrics, log }: Context): Promise<Server | null> {
  return config.metrics && metrics ? serveMetrics({ metrics, log }, config.metrics) : null
}

async function listen(server: Server, { config }: Context): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(config.port, config.host, resolve)
  await promise
  server.off('error', reject)
}

async function announce({ config, db, demo, masterKey }: Context): Promise<void> {
  const url = withoutSlash(config.publicUrl)
  const code = demo ? null : await readSetupCode(db, masterKey)
  if (code !== null)
    console.log(`Nobody lives here yet. Set up the first member with this one-time code: ${code}`)
  console.log(`Skrin is ready at ${url}`)
  process.send?.('ready')
}

/** One line for whoever started the program; nothing of a secret is in any of them. */
function toLine(error: unknown, config: Context['config']): string {
  if (error instanceof StartError || error instanceof KeyError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
  if (code === 'EADDRINUSE')
    return `port ${config.port} is taken; stop the other program or set SKRIN_PORT`
  if (
    code === 'EACCES' &&
    error instanceof Error &&
    'syscall' in error &&
    error.syscall === 'listen'
  ) {
    return `port ${config.port} is not allowed for this user; set SKRIN_PORT above 1023`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `SKRIN_HOST ${config.host} is not an address of this machine`
  if (
    [
      'EACCES',
      'EEXIST',
      'ENOENT',
      'ENOSPC',
      'ENOTDIR',
      'EPERM',
      'EROFS',
      'ERR_SQLITE_ERROR',
    ].includes(code)
  ) {
    return `the data folder ${config.dataDir} cannot be used (${code}); set SKRIN_DATA_DIR or give this user the right to write there`
  }
  return `Skrin cannot start: ${error instanceof Error ? `${error.name} ${code}` : 'unknown'}`
}

/** Stops accepting, gives what is under way ten seconds, closes the database. A second signal does not wait. */
function endOnSignals(
  { server, metrics }: { server: Server; metrics: Server | null },
  context: Context,
): void {
  let isEnding = false
  const end = (signal: NodeJS.Signals) => {
    if (isEnding) process.exit(1)
    isEnding = true
    context.log.info({ event: 'program.ending', detail: signal })
    context.events.close()
    metrics?.close()
    metrics?.closeAllConnections()
    const hurry = setTimeout(() => server.closeAllConnections(), IN_FLIGHT_MS)
    // A page that keeps asking on a kept connection would keep the program: each connection ends with its answer.
    server.keepAliveTimeout = 1
    server.close(() => {
      clearTimeout(hurry)
      void context.close().then(() => process.exit(0))
    })
    server.closeIdleConnections()
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  // A launcher that is gone without a signal takes its program with it.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}

/** After a defect nobody knows what state the program is in: whoever runs it starts it anew. */
function endOnDefects({ log }: Context): void {
  const end = (event: string) => (error: unknown) => {
    log.error({ event, error })
    process.exit(1)
  }
  process.on('unhandledRejection', end('promise.unhandled'))
  process.on('uncaughtException', end('exception.uncaught'))
}
