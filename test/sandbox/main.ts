import { startSandbox } from './server.ts'

const { SANDBOX_PORT = '4010', SANDBOX_HOST = '127.0.0.1', SANDBOX_STATE } = process.env

try {
  const sandbox = await startSandbox({
    port: Number(SANDBOX_PORT),
    host: SANDBOX_HOST,
    ...(SANDBOX_STATE && { stateFile: SANDBOX_STATE }),
  })
  let isStopping = false
  const stop = () => {
    if (isStopping) return
    isStopping = true
    void sandbox.close().then(() => process.exit(0))
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
  // A launcher that dies without a signal takes its sandbox with it.
  process.once('disconnect', stop)
  const spareClients = Object.fromEntries(
    [...sandbox.banks].map(([id, { spareClient }]) => [id, spareClient]),
  )
  process.send?.({ origin: sandbox.origin, env: sandbox.env, spareClients })
  console.log(`# Sandbox banks at ${sandbox.origin}`)
  for (const [name, value] of Object.entries(sandbox.env)) console.log(`${name}='${value}'`)
  console.log(`SANDBOX_SPARE_CLIENTS='${JSON.stringify(spareClients)}'`)
  console.log('# ready')
} catch (error) {
  console.error(
    `The sandbox banks cannot start: ${error instanceof Error ? error.message : String(error)}`,
  )
  process.exitCode = 1
}
