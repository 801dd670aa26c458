import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import type { SMTPServerOptions } from 'smtp-server'

export interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** With its headers, as it came over the wire. */
  readonly raw: string
  /** Decoded, header by header in lower case; folded lines joined. */
  readonly headers: ReadonlyMap<string, string>
  /** The plain and the HTML part, decoded. */
  readonly plain: string
  readonly html: string
}

export interface MailServer extends AsyncDisposable {
  readonly port: number
  readonly mails: ReceivedMail[]
  /** What it says to the next recipients instead of yes: an SMTP status. */
  refusal: number | null
}

/** A real SMTP server, without TLS unless `options` bring it. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const state: { refusal: number | null; mails: ReceivedMail[] } = { refusal: null, mails: [] }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo(_address, _session, done) {
      if (state.refusal === null) return done()
      done(Object.assign(new Error('no such person here'), { responseCode: state.refusal }))
    },
    onData(stream, { envelope }, done) {
      text(stream).then((raw) => {
        const { mailFrom, rcptTo } = envelope
        const from = mailFrom === false ? '' : mailFrom.address
        state.mails.push({ from, to: rcptTo.map(({ address }) => address), ...read(raw) })
        done()
      }, done)
    },
    ...options,
  })
  // A client that hangs up is what some of these tests are about.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return Object.assign(state, {
    port: address.port,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  })
}

function read(raw: string): Pick<ReceivedMail, 'raw' | 'headers' | 'plain' | 'html'> {
  const [head = ''] = raw.split('\r\n\r\n', 1)
  const headers = new Map(
    head
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => {
        const [name = ''] = line.split(':', 1)
        return [name.toLowerCase(), decodeWords(line.slice(name.length + 1).trim())]
      }),
  )
  return { raw, headers, plain: readPart(raw, 'text/plain'), html: readPart(raw, 'text/html') }
}

/** RFC 2047. */
function decodeWords(value: string): string {
  return value
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_all, kind: string, encoded: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(encoded, 'base64').toString()
        : decodeQuoted(encoded.replaceAll('_', ' ')),
    )
}

function readPart(raw: string, type: string): string {
  const part =
    raw.split(/\r\n--[^\r\n]+/).find((one) => one.includes(`Content-Type: ${type}`)) ?? ''
  const begin = part.indexOf('\r\n\r\n') + 4
  const body = part.slice(begin)
  return part.includes('Content-Transfer-Encoding: base64')
    ? Buffer.from(body, 'base64').toString()
    : part.includes('quoted-printable')
      ? decodeQuoted(body.replace(/=\r\n/g, ''))
      : body
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString()
}
