import type { MailConfig, PushConfig } from './config.ts'
import type { Environment } from './readEnvironment.ts'
import { isLoopback, readUrl } from './readUrl.ts'
import { Secret } from './secret.ts'

export const noticeNames = ['SKRIN_MAIL_FROM', 'SKRIN_NTFY_URL']
export const SMTP_URL = 'SKRIN_SMTP_URL'
export const NTFY_TOKEN = 'SKRIN_NTFY_TOKEN'

const usualPorts = { 'smtp:': 587, 'smtps:': 465 } as const
const addressPattern = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}$/
const EXAMPLE = 'smtps://user:password@mail.example.org'

export interface NoticeSettings {
  readonly mail: MailConfig | null
  readonly smtpUrl: Secret | null
  readonly push: PushConfig | null
  readonly pushToken: Secret | null
}

/** The ways in which notices leave the host, all of them off by default. */
export function readNotices(env: Environment): NoticeSettings {
  return { ...readMail(env), ...readPush(env) }
}

function readMail(env: Environment): Pick<NoticeSettings, 'mail' | 'smtpUrl'> {
  const text = env.secret(SMTP_URL)
  const from = readFrom(env)
  const none = { mail: null, smtpUrl: null }
  if (text === undefined) {
    if (from) env.problem(`SKRIN_MAIL_FROM is set but ${SMTP_URL} is not`)
    return none
  }
  if (env.text('SKRIN_MAIL_FROM') === undefined)
    env.problem('SKRIN_MAIL_FROM is missing: the address that mail comes from')
  const server = readServer(text)
  if (typeof server === 'string') env.problem(`${SMTP_URL} ${server}`)
  if (typeof server === 'string' || !from) return none
  return { mail: { ...server, from }, smtpUrl: new Secret(text) }
}

/** Or what is wrong with it; never a part of it is in what is said. */
function readServer(text: string): Omit<MailConfig, 'from'> | string {
  if (!URL.canParse(text)) return `is not an address like ${EXAMPLE}`
  const url = new URL(text)
  const { protocol, hostname, port, pathname, search, hash, username, password } = url
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '')
    return `is not an address like ${EXAMPLE}`
  if ((pathname !== '' && pathname !== '/') || search || hash)
    return 'must end with the host or the port; write special characters of the password as %XX'
  if ((username === '') !== (password === '')) return 'has a user or a password, but not both'
  if (![username, password].every(isDecodable))
    return 'has a stray % in user or password; write it as %25'
  const security = protocol === 'smtps:' ? 'tls' : isLoopback(hostname) ? 'none' : 'starttls'
  const host = hostname.replace(/^\[|\]$/g, '')
  return { host, port: port === '' ? usualPorts[protocol] : Number(port), security }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    // URIError: the only thing that it throws.
    return false
  }
}

/** `skrin@example.org`, or `Skrin at home <skrin@example.org>` (a part of RFC 5322 §3.4). */
function readFrom(env: Environment): MailConfig['from'] | null {
  const text = env.text('SKRIN_MAIL_FROM')
  if (text === undefined) return null
  const [, name, named] = /^([^<>\p{Cc}]{1,60}?) *<([^<>]+)>$/u.exec(text) ?? []
  const address = named ?? text
  if (addressPattern.test(address)) return { name: name ?? 'Skrin', address }
  env.problem('SKRIN_MAIL_FROM is not an address like Skrin <skrin@example.org>')
  return null
}

function readPush(env: Environment): Pick<NoticeSettings, 'push' | 'pushToken'> {
  const token = env.secret(NTFY_TOKEN)
  const text = env.text('SKRIN_NTFY_URL')
  const none = { push: null, pushToken: null }
  if (text === undefined) {
    if (token !== undefined) env.problem(`${NTFY_TOKEN} is set but SKRIN_NTFY_URL is not`)
    return none
  }
  const server = readUrl(text)
  if (typeof server === 'string') env.problem(`SKRIN_NTFY_URL ${server}`)
  const isToken = token === undefined || /^[\x21-\x7e]+$/.test(token)
  if (!isToken) env.problem(`${NTFY_TOKEN} holds characters that no token has`)
  if (typeof server === 'string' || !isToken) return none
  return { push: { server }, pushToken: token === undefined ? null : new Secret(token) }
}
