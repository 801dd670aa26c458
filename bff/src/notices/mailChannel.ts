import type { Transporter } from 'nodemailer'
import type { MailConfig } from '../config/config.ts'
import type { Secret } from '../config/secret.ts'
import type { Channel, SendResult } from './channels.ts'

const CONNECT_MS = 10_000
const SILENT_MS = 20_000

/** Over TLS, or in plain on this machine only: a server that offers no TLS gets neither password nor mail. */
export function createMailChannel(mail: MailConfig, url: Secret): Channel {
  const { username, password } = new URL(url.reveal())
  const auth = username && {
    user: decodeURIComponent(username),
    pass: decodeURIComponent(password),
  }
  const options = {
    host: mail.host,
    port: mail.port,
    secure: mail.security === 'tls',
    requireTLS: mail.security === 'starttls',
    ignoreTLS: mail.security === 'none',
    tls: { minVersion: 'TLSv1.2' as const },
    ...(auth && { auth }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  let transport: Promise<Transporter> | undefined
  /** With the first mail: many households send none, and the library takes its time. */
  const open = () =>
    (transport ??= import('nodemailer').then(({ createTransport }) => createTransport(options)))
  return {
    server: null,
    async send(address, { id, subject, text, html }) {
      try {
        const mailer = await open()
        await mailer.sendMail({
          from: { name: mail.from.name, address: mail.from.address },
          // As an object it is one address, whatever is in it.
          to: { name: '', address },
          subject,
          text,
          html,
          messageId: `<${id}@${mail.from.address.split('@')[1] ?? 'localhost'}>`,
          // RFC 3834: no absence notes in answer.
          headers: { 'Auto-Submitted': 'auto-generated' },
        })
        return { status: 'sent' }
      } catch (error) {
        return toResult(error)
      }
    },
    async check() {
      try {
        const mailer = await open()
        await mailer.verify()
        return null
      } catch (error) {
        return describeError(error)
      }
    },
    close: () => void transport?.then((mailer) => mailer.close()),
  }
}

/** Only a lasting no to this very address or message is final (RFC 5321 §4.2.1); a wrong password is the host's to mend. */
function toResult(error: unknown): SendResult {
  const problem = describeError(error)
  const isFinal = /^(EENVELOPE|EMESSAGE) 5\d\d$/.test(problem)
  return { status: isFinal ? 'refused' : 'failed', problem }
}

/** Codes only: what servers write holds addresses. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  const response =
    'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
  return response === null ? code : `${code} ${response}`
}
