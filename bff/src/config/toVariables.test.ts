import { expect, it } from 'vitest'
import { registry } from '../banks/registry.ts'
import { plainNames, readConfig } from './readConfig.ts'
import { listSecretNames, toVariables } from './toVariables.ts'

const banks = Object.values(registry)
const [bank] = banks
const prefix = `SKRIN_${bank?.manifest.id.toUpperCase() ?? ''}`
const variables = {
  SKRIN_PUBLIC_URL: 'https://skrin.example',
  SKRIN_PORT: '4000',
  SKRIN_TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1',
  SKRIN_LOG_LEVEL: 'warn',
  SKRIN_SYNC: 'off',
  SKRIN_TRANSFERS: 'on',
  SKRIN_TRANSFER_LIMIT: '5000',
  SKRIN_DEMO: 'off',
  SKRIN_BACKUP_EVERY: '48h',
  SKRIN_METRICS_ADDR: '[::1]:9464',
  SKRIN_OIDC_ISSUER: 'https://id.example/realms/home',
  SKRIN_OIDC_CLIENT_ID: 'sso-client-1',
  SKRIN_OIDC_CLIENT_SECRET: 'sso-secret-1',
  SKRIN_OIDC_NAME: 'Home',
  SKRIN_OIDC_HOSTS: 'login.example, keys.example',
  SKRIN_SMTP_URL: 'smtps://skrin:smtp-secret-1@mail.example',
  SKRIN_MAIL_FROM: 'Home <skrin@mail.example>',
  SKRIN_NTFY_URL: 'https://ntfy.example',
  SKRIN_NTFY_TOKEN: 'ntfy-secret-1',
  SKRIN_KEY: Buffer.alloc(32, 7).toString('base64'),
  [`${prefix}_API_URL`]: 'https://bank.example/api',
  [`${prefix}_CLIENT_ID`]: 'client-id-1',
  [`${prefix}_CLIENT_SECRET`]: 'client-secret-1',
}

function read(env: Record<string, string>) {
  const settings = readConfig(env, banks)
  if (!settings.ok) throw new Error(settings.problems.join())
  return settings
}

it('gives variables that mean the same configuration', () => {
  const { config } = read(variables)

  const { SKRIN_OIDC_CLIENT_SECRET, SKRIN_SMTP_URL, SKRIN_NTFY_TOKEN } = variables
  const secret = { SKRIN_OIDC_CLIENT_SECRET, SKRIN_SMTP_URL, SKRIN_NTFY_TOKEN }
  expect(read({ ...toVariables(config, banks), ...secret }).config).toEqual(config)
})

it('leaves no setting out', () => {
  const { config } = read({ ...variables, SKRIN_KEY: '', SKRIN_KEY_FILE: 'skrin.key' })
  const named = Object.keys(toVariables(config, banks))

  expect(plainNames.filter((name) => !named.includes(name))).toEqual([])
})

it('names secrets without their values', () => {
  const { config, secrets } = read(variables)
  const printed = JSON.stringify([toVariables(config, banks), listSecretNames(secrets, banks)])

  expect(listSecretNames(secrets, banks)).toEqual([
    'SKRIN_KEY',
    'SKRIN_OIDC_CLIENT_SECRET',
    'SKRIN_SMTP_URL',
    'SKRIN_NTFY_TOKEN',
    `${prefix}_CLIENT_ID`,
    `${prefix}_CLIENT_SECRET`,
  ])
  const hidden = [
    'client-id-1',
    'client-secret-1',
    'sso-secret-1',
    'smtp-secret-1',
    'ntfy-secret-1',
  ]
  for (const secret of [...hidden, variables.SKRIN_KEY]) expect(printed).not.toContain(secret)
})
