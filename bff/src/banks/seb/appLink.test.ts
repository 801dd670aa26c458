import { describe, expect, it } from 'vitest'
import { checkAppLink, toAppLink, toPageLink } from './appLink.ts'

const usual = 'bankid:///?autostarttoken={token}&redirect=null'

describe('the link that opens BankID', () => {
  it('has the token in it', () => {
    expect(toAppLink(usual, '9b2e5c1e-0000-4000-8000-000000000001')).toBe(
      'bankid:///?autostarttoken=9b2e5c1e-0000-4000-8000-000000000001&redirect=null',
    )
  })

  it.each([
    null,
    '',
    'a b',
    'x&redirect=https://elsewhere.example',
    '"><script>',
    'ä',
    'x'.repeat(101),
  ])('is not made of %j', (token) => {
    expect(toAppLink(usual, token)).toBeNull()
  })

  it.each([
    'javascript:alert("{token}")',
    'data:text/html,{token}',
    'http://bank.example/{token}',
    'bankid:{token}',
    '/{token}',
    '{token}',
    'https://app.bankid.com/',
    'https://app.bankid.com/{token}/{token}',
  ])('is never %s', (template) => {
    expect(checkAppLink(template)).toMatch(/^must /)
  })
})

describe('the page of a second step', () => {
  it.each(['https://id.seb.se/pss?authorisationId=1', 'http://127.0.0.1:4010/seb/second-step'])(
    'may be %s',
    (href) => {
      expect(toPageLink(href)).toBe(href)
    },
  )

  it.each([null, 'javascript:alert(1)', 'bankid:///', 'http://seb.example/', '/pss', 'data:,x'])(
    'is never %s',
    (href) => {
      expect(toPageLink(href)).toBeNull()
    },
  )
})
