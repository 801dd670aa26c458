import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readEnvironment } from './readEnvironment.ts'
import { readNotices } from './readNotices.ts'

const from = { SKRIN_MAIL_FROM: 'Skrin at home <skrin@example.org>' }

function read(variables: Record<string, string>) {
  const env = readEnvironment(variables)
  return { ...readNotices(env), problems: env.problems }
}

it('sends nothing anywhere when nothing is set', () => {
  expect(read({})).toEqual({
    mail: null,
    smtpUrl: null,
    push: null,
    pushToken: null,
    problems: [],
  })
})

describe('e-mail', () => {
  it.each([
    ['smtps://mail.example.org', { port: 465, security: 'tls' }],
    ['smtp://mail.example.org', { port: 587, security: 'starttls' }],
    ['smtp://mail.example.org:2525', { port: 2525, security: 'starttls' }],
  ])('T9: goes to %s over TLS', (url, expected) => {
    const { mail, problems } = read({ ...from, SKRIN_SMTP_URL: url })

    expect(problems).toEqual([])
    expect(mail).toMatchObject({ host: 'mail.example.org', ...expected })
  })

  it.each(['smtp://localhost:1025', 'smtp://127.0.0.1:1025', 'smtp://[::1]:1025'])(
    'goes to %s in plain: it is this machine',
    (url) => {
      expect(read({ ...from, SKRIN_SMTP_URL: url }).mail).toMatchObject({ security: 'none' })
    },
  )

  it('B4: keeps the password out of everything that prints', () => {
    const result = read({ ...from, SKRIN_SMTP_URL: 'smtps://skrin:hu%40sh@mail.example.org' })

    expect(result.mail?.from).toEqual({ name: 'Skrin at home', address: 'skrin@example.org' })
    expect(result.smtpUrl?.reveal()).toContain('hu%40sh')
    expect(inspect(result, { depth: 5 })).not.toContain('hu%40sh')
  })

  it('is from Skrin where only the address is given', () => {
    const env = { SKRIN_SMTP_URL: 'smtps://mail.example.org', SKRIN_MAIL_FROM: 'a@example.org' }

    expect(read(env).mail?.from).toEqual({ name: 'Skrin', address: 'a@example.org' })
  })

  it.each([
    'mail.example.org',
    'https://mail.example.org',
    'smtps://mail.example.org/inbox',
    'smtps://mail.example.org?tls=off',
    'smtps://skrin@mail.example.org',
    'smtps://skrin:hush%@mail.example.org',
  ])('refuses %s without repeating it', (url) => {
    const { problems } = read({ ...from, SKRIN_SMTP_URL: url })

    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^SKRIN_SMTP_URL /)
    expect(problems[0]).not.toContain('hush')
  })

  it.each([
    ['a sender without a server', from],
    ['a server without a sender', { SKRIN_SMTP_URL: 'smtps://mail.example.org' }],
    [
      'a sender that is two',
      { SKRIN_SMTP_URL: 'smtps://mail.example.org', SKRIN_MAIL_FROM: 'a@b.no, c@d.no' },
    ],
    [
      'a sender with another header in it',
      { SKRIN_SMTP_URL: 'smtps://mail.example.org', SKRIN_MAIL_FROM: 'S\r\nBcc: x <a@b.no>' },
    ],
  ])('refuses %s', (_what, variables) => {
    expect(read(variables).problems).toEqual([expect.stringContaining('SKRIN_MAIL_FROM')])
  })
})

describe('push', () => {
  it('goes to the server of the host, with its token', () => {
    const { push, pushToken } = read({
      SKRIN_NTFY_URL: 'https://ntfy.example.org/',
      SKRIN_NTFY_TOKEN: 'tk_1',
    })

    expect(push?.server.href).toBe('https://ntfy.example.org/')
    expect(pushToken?.reveal()).toBe('tk_1')
  })

  it.each([
    ['http elsewhere', { SKRIN_NTFY_URL: 'http://ntfy.example.org' }, 'SKRIN_NTFY_URL'],
    ['a token for nothing', { SKRIN_NTFY_TOKEN: 'tk_1' }, 'SKRIN_NTFY_TOKEN'],
    [
      'a token of two lines',
      { SKRIN_NTFY_URL: 'https://ntfy.example.org', SKRIN_NTFY_TOKEN: 'a\nb' },
      'SKRIN_NTFY_TOKEN',
    ],
  ])('refuses %s', (_what, variables, name) => {
    expect(read(variables).problems).toEqual([expect.stringContaining(name)])
  })
})
