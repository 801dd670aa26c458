import { inspect } from 'node:util'
import { expect, it } from 'vitest'
import { readEnvironment } from './readEnvironment.ts'
import { readSso } from './readSso.ts'

const whole = {
  SKRIN_OIDC_ISSUER: 'https://id.example/realms/home',
  SKRIN_OIDC_CLIENT_ID: 'sso-client-1',
  SKRIN_OIDC_CLIENT_SECRET: 'hush',
}

function read(variables: Record<string, string>) {
  const env = readEnvironment(variables)
  return { ...readSso(env), problems: env.problems }
}

it('is none when nothing is set, also when everything is empty', () => {
  expect(read({})).toEqual({ sso: null, ssoSecret: null, problems: [] })
  expect(read({ SKRIN_OIDC_ISSUER: '', SKRIN_OIDC_CLIENT_SECRET: '' }).problems).toEqual([])
})

it('calls itself by its host when no name is set', () => {
  const { sso, ssoSecret, problems } = read(whole)

  expect(problems).toEqual([])
  expect(sso).toMatchObject({ name: 'id.example', scopes: 'openid profile', hosts: [] })
  expect(ssoSecret?.reveal()).toBe('hush')
  expect(inspect({ sso, ssoSecret }, { depth: 5 })).not.toContain('hush')
})

it.each(Object.keys(whole))('wants all of it: not without %s', (name) => {
  expect(read({ ...whole, [name]: '' }).problems).toEqual([
    `${name} is missing for the single sign-on`,
  ])
})

it.each([
  ['an issuer without https', { SKRIN_OIDC_ISSUER: 'http://id.example' }],
  ['an issuer with a query', { SKRIN_OIDC_ISSUER: 'https://id.example/?a=b' }],
  ['scopes without openid', { SKRIN_OIDC_SCOPES: 'profile email' }],
  ['scopes that are none', { SKRIN_OIDC_SCOPES: 'openid "profile"' }],
  ['hosts with a scheme', { SKRIN_OIDC_HOSTS: 'https://login.example' }],
])('refuses %s', (_what, wrong) => {
  const [name = ''] = Object.keys(wrong)

  const { problems } = read({ ...whole, ...wrong })

  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(name)
})

it('takes http on this machine, further hosts and other scopes', () => {
  const { sso, problems } = read({
    ...whole,
    SKRIN_OIDC_ISSUER: 'http://127.0.0.1:9000',
    SKRIN_OIDC_HOSTS: ' login.example , keys.example:8443',
    SKRIN_OIDC_SCOPES: 'openid email',
  })

  expect(problems).toEqual([])
  expect(sso).toMatchObject({
    hosts: ['login.example', 'keys.example:8443'],
    scopes: 'openid email',
  })
})
