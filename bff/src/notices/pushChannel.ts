import type { PushConfig } from '../config/config.ts'
import type { Secret } from '../config/secret.ts'
import { withoutSlash } from '../config/readUrl.ts'
import type { Channel, SendResult } from './channels.ts'

const TIMEOUT_MS = 10_000

/**
 * To the host's ntfy server, or one that speaks like it (ntfy's docs, "Publish as JSON"). A person gives the name of a topic
 * and nothing of where it goes; it travels in the body, so that no text of anybody's becomes a header or a path.
 */
export function createPushChannel({ server }: PushConfig, token: Secret | null): Channel {
  const url = withoutSlash(server)
  return {
    server: url,
    async send(topic, { subject, short, href }) {
      try {
        const answer = await fetch(`${url}/`, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/json',
            ...(token && { authorization: `Bearer ${token.reveal()}` }),
          },
          body: JSON.stringify({ topic, title: subject, message: short, click: href }),
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        await answer.body?.cancel()
        return toResult(answer.status)
      } catch (error) {
        return { status: 'failed', problem: describeError(error) }
      }
    },
    async check() {
      try {
        const answer = await fetch(`${url}/`, {
          method: 'HEAD',
          redirect: 'manual',
          signal: AbortSignal.timeout(TIMEOUT_MS),
        })
        await answer.body?.cancel()
        return null
      } catch (error) {
        return describeError(error)
      }
    },
    close() {
      // fetch keeps nothing of ours open.
    },
  }
}

/** Too many, or the server itself: later. Anything else would be the same then. */
function toResult(status: number): SendResult {
  if (status >= 200 && status < 300) return { status: 'sent' }
  const isPassing = status === 429 || status >= 500
  return { status: isPassing ? 'failed' : 'refused', problem: `HTTP ${status}` }
}

function describeError(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return 'unknown'
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name
}
