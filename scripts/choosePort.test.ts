import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it } from 'vitest'
import { choosePort } from './choosePort.ts'

it('takes the preferred port while it is free, and another when it is not', async () => {
  const preferred = await choosePort(0)
  const server = createServer()

  const free = await choosePort(preferred)
  server.listen(preferred, '127.0.0.1')
  await once(server, 'listening')
  const other = await choosePort(preferred)
  server.close()

  expect(free).toBe(preferred)
  expect(other).not.toBe(preferred)
  expect(other).toBeGreaterThan(0)
})
