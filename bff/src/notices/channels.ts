import type { NoticeChannel } from '@skrin/shared/api/notices'
import type { Config, Secrets } from '../config/config.ts'
import { createMailChannel } from './mailChannel.ts'
import { createPushChannel } from './pushChannel.ts'

/** What is sent, whichever way. */
export interface Message {
  /** The same for the same notices: who gets it twice, after a crash, can tell. */
  readonly id: string
  /** One line. */
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What the push itself says; a tap leads to `href`. */
  readonly short: string
  readonly href: string
}

/** refused: it will never arrive there; failed: it may, later. `problem` names it for the log, without the address. */
export type SendResult =
  { readonly status: 'sent' } | { readonly status: 'refused' | 'failed'; readonly problem: string }

export interface Channel {
  /** For the person's app; null where there is none. */
  readonly server: string | null
  send(address: string, message: Message): Promise<SendResult>
  /** Whether the server is there; what is wrong otherwise. Sends nothing. */
  check(): Promise<string | null>
  close(): void
}

export type Channels = ReadonlyMap<NoticeChannel, Channel>

/** The ways out that this host has. */
export function createChannels(
  config: Pick<Config, 'mail' | 'push'>,
  secrets: Pick<Secrets, 'smtpUrl' | 'pushToken'>,
): Channels {
  const channels = new Map<NoticeChannel, Channel>()
  if (config.mail && secrets.smtpUrl)
    channels.set('mail', createMailChannel(config.mail, secrets.smtpUrl))
  if (config.push) channels.set('push', createPushChannel(config.push, secrets.pushToken))
  return channels
}
