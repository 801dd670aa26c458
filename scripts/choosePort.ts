import { once } from 'node:events'
import { createServer } from 'node:net'

/** The preferred port, or any other on loopback when somebody has it. */
export async function choosePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred
}

/** The port that listening on `port` gives, or null when it cannot be had. */
async function tryPort(port: number): Promise<number | null> {
  const server = createServer()
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    server.close()
    await once(server, 'close')
    return typeof address === 'object' && address ? address.port : null
  } catch {
    // Taken, or not allowed: whatever the reason, another one will do.
    return null
  }
}
