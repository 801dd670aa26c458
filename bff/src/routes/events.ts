import type { Request, Response, Router } from 'express'
import type { ServerEvent } from '@skrin/shared/api/events'
import { toInstant } from '@skrin/shared/dates'
import { AppError } from '../appError.ts'
import type { Context } from '../context.ts'
import { createRouter } from '../http/createRouter.ts'
import { memberOf } from '../http/memberOf.ts'
import { sessionHash } from '../http/session.ts'

/** A page that reads nothing of what it is sent is gone, whatever its connection says. */
const MOST_UNREAD_BYTES = 256 * 1024
const RETRY_MS = 3000
const FULL_MS = 60_000

export function createEventsRouter(context: Context): Router {
  const router = createRouter()
  router.get('/events', (request, response) => stream(context, request, response))
  return router
}

function stream({ events, clock }: Context, request: Request, response: Response): void {
  const listener = {
    member: memberOf(response).id,
    sessionHash: sessionHash(request),
    since: readLastId(request),
    send: (event: ServerEvent, id: string) => write(response, toText(event, id)),
    beat: () => write(response, ':\n\n'),
    end: () => void response.end(),
  }
  const leave = events.listen(listener)
  if (!leave) {
    const retryAt = toInstant(clock.now() + FULL_MS)
    throw new AppError('too_many_requests', { retryAt })
  }
  response.on('close', leave)
  // Its end is no use of the session: it must not live on because of a page that nobody looks at.
  Reflect.deleteProperty(request, 'session')
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // Otherwise nginx keeps it until there is more.
    'x-accel-buffering': 'no',
  })
  response.write(`retry: ${RETRY_MS}\n:\n\n`)
}

function write(response: Response, text: string): void {
  response.write(text)
  if (response.writableLength > MOST_UNREAD_BYTES) response.destroy()
}

/** HTML, section 9.2.6: one line of data each, because JSON has no line break of its own. */
function toText({ event, data }: ServerEvent, id: string): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Made up, or of another program: as a first stream. */
function readLastId(request: Request): number | null {
  const id = request.get('last-event-id') ?? ''
  return /^\d{1,15}$/.test(id) ? Number(id) : null
}
