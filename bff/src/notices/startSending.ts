import { sendNotices } from './sendNotices.ts'
import type { SendDeps } from './sendNotices.ts'

const EVERY_MS = 30_000

export interface Sending {
  stop(): Promise<void>
}

/** Looks every half minute for what is due. Where nothing can be sent nothing is looked for. */
export function startSending(deps: SendDeps): Sending {
  const { channels, log } = deps
  let round = Promise.resolve()
  const send = () =>
    sendNotices(deps).catch((error: unknown) =>
      log.error({ event: 'notice.sending_failed', error }),
    )
  const timer = channels.size > 0 ? setInterval(() => (round = round.then(send)), EVERY_MS) : null
  timer?.unref()
  return {
    async stop() {
      if (timer) clearInterval(timer)
      await round
      for (const channel of channels.values()) channel.close()
    },
  }
}
