import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { registry } from '../banks/registry.ts'
import { readConfig } from './readConfig.ts'

const banks = Object.values(registry)
const [bank] = banks
const prefix = `SKRIN_${bank?.manifest.id.toUpperCase() ?? ''}`
const key = Buffer.alloc(32, 7).toString('base64')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skrin-config-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function secretFile(content: string, mode = 0o600): string {
  const path = join(folder, 'secret')
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}

function problemsOf(env: Record<string, string>): readonly string[] {
  const result = readConfig(env, banks)
  return result.ok ? [] : result.problems
}

describe('readConfig', () => {
  it('needs nothing: everything but secrets has a default', () => {
    const result = readConfig({}, banks)

    expect(result.ok && result.config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDir: './data',
      demo: 'auto',
    })
    expect(result.ok && result.config.publicUrl.href).toBe('http://localhost:3000/')
    expect(result.ok && result.secrets.bankClients.size).toBe(0)
  })

  it('lists every problem at once', () => {
    const problems = problemsOf({
      SKRIN_PUBLIC_URL: 'http://skrin.example',
      SKRIN_PORT: '99999',
      SKRIN_DEMO: 'yes',
      SKRIN_TRUSTED_PROXIES: '0.0.0.0/0',
      [`${prefix}_CLIENT_ID`]: 'client-1',
    })

    expect(problems).toHaveLength(5)
  })

  it('suggests the name that an unknown one was meant to be', () => {
    expect(problemsOf({ SKRIN_PUBLIC_ULR: 'http://localhost:3000' })).toEqual([
      'SKRIN_PUBLIC_ULR is not a setting of Skrin; did you mean SKRIN_PUBLIC_URL?',
    ])
  })

  it('T9: refuses to start with certificate checks switched off', () => {
    expect(problemsOf({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })[0]).toContain(
      'NODE_TLS_REJECT_UNAUTHORIZED',
    )
  })

  it.each([
    'http://bank.example',
    'ftp://bank.example',
    'https://user:pass@bank.example',
    'https://bank.example?x=1',
    'bank',
  ])('T9: refuses %s as an address of a bank', (address) => {
    expect(problemsOf({ [`${prefix}_API_URL`]: address })).toHaveLength(1)
  })

  it.each(['PIS_URL', 'SIGN_URL'])('T9: checks a bank’s address in a setting, %s', (name) => {
    const read = (value: string) => readConfig({ [`SKRIN_SEB_${name}`]: value }, banks)
    const good = read('https://tpp-api.sebgroup.com/tpp/')

    expect(problemsOf({ [`SKRIN_SEB_${name}`]: 'http://bank.example' })).toEqual([
      expect.stringContaining(`SKRIN_SEB_${name} must be https`),
    ])
    expect(good.ok && good.config.banks.get('seb')?.settings[name]).toBe(
      'https://tpp-api.sebgroup.com/tpp',
    )
  })

  it('wants a host name of its own, without a path', () => {
    expect(problemsOf({ SKRIN_PUBLIC_URL: 'https://home.example/skrin' })[0]).toContain('path')
  })

  it.each([
    ['SKRIN_BACKUP_EVERY', 'daily'],
    ['SKRIN_BACKUP_EVERY', '1m'],
    ['SKRIN_BACKUP_KEEP', '0'],
    ['SKRIN_METRICS_ADDR', '9464'],
    ['SKRIN_METRICS_ADDR', 'localhost:99999'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toEqual([expect.stringContaining(name)])
  })

  it.each([
    ['SKRIN_TRANSFERS', 'yes'],
    ['SKRIN_TRANSFERS', 'ON'],
    ['SKRIN_TRANSFER_LIMIT', '0'],
    ['SKRIN_TRANSFER_LIMIT', '-1'],
    ['SKRIN_TRANSFER_LIMIT', '99.50'],
    ['SKRIN_TRANSFER_LIMIT', '1e6'],
    ['SKRIN_TRANSFER_LIMIT', '1000000000'],
  ])('M1: refuses %s=%s', (name, value) => {
    const env = { SKRIN_TRANSFERS: 'on', [name]: value }

    expect(problemsOf(env)).toEqual([expect.stringContaining(name)])
  })

  it('M1: lets nobody move money unless the host says so', () => {
    const transfersOf = (env: Record<string, string>) => {
      const result = readConfig(env, banks)
      return result.ok ? result.config.transfers : result.problems
    }

    expect(transfersOf({})).toBeNull()
    expect(transfersOf({ SKRIN_TRANSFERS: '' })).toBeNull()
    expect(transfersOf({ SKRIN_TRANSFERS: 'off', SKRIN_TRANSFER_LIMIT: '5000' })).toBeNull()
    expect(transfersOf({ SKRIN_TRANSFER_LIMIT: '5000' })).toBeNull()
    expect(transfersOf({ SKRIN_TRANSFERS: 'on' })).toEqual({ dailyLimit: 20_000 })
    expect(transfersOf({ SKRIN_TRANSFERS: 'on', SKRIN_TRANSFER_LIMIT: '5000' })).toEqual({
      dailyLimit: 5000,
    })
  })

  it('takes a loopback http address, as the sandbox has', () => {
    const result = readConfig({ [`${prefix}_API_URL`]: 'http://127.0.0.1:4010/bank/' }, banks)

    expect(result.ok && result.config.banks.get(bank?.manifest.id ?? '')?.apiUrl).toBe(
      'http://127.0.0.1:4010/bank',
    )
  })
})

describe('B4: secrets', () => {
  const client = { [`${prefix}_CLIENT_ID`]: 'client-1' }
  const read = (env: Record<string, string>) => {
    const result = readConfig({ ...client, ...env }, banks)
    return result.ok
      ? result.secrets.bankClients.get(bank?.manifest.id ?? '')?.secret.reveal()
      : result.problems
  }

  it('come from the variable, or from a file without its trailing newline', () => {
    expect(read({ [`${prefix}_CLIENT_SECRET`]: ' as it is ' })).toBe(' as it is ')
    expect(read({ [`${prefix}_CLIENT_SECRET_FILE`]: secretFile('from-file\n') })).toBe('from-file')
  })

  it('are refused when given twice', () => {
    const both = {
      [`${prefix}_CLIENT_SECRET`]: 'a',
      [`${prefix}_CLIENT_SECRET_FILE`]: secretFile('b'),
    }

    expect(read(both)).toContain(
      `${prefix}_CLIENT_SECRET and ${prefix}_CLIENT_SECRET_FILE are both set; set one of them`,
    )
  })

  it.each([
    ['readable by everybody', () => secretFile('x', 0o644), 'chmod 600'],
    ['empty', () => secretFile('\n'), 'is empty'],
    ['absent', () => join(folder, 'none'), 'does not exist'],
    [
      'a folder',
      () => {
        mkdirSync(join(folder, 'd'))
        return join(folder, 'd')
      },
      'is not a file',
    ],
  ])('are refused from a file that is %s', (_what, path, problem) => {
    expect(JSON.stringify(read({ [`${prefix}_CLIENT_SECRET_FILE`]: path() }))).toContain(problem)
  })

  it.each([31, 33, 0])('a key of %i bytes is refused without being printed', (bytes) => {
    const wrong = Buffer.alloc(bytes, 7).toString('base64') || 'x'
    const problems = problemsOf({ SKRIN_KEY: wrong })

    expect(problems[0]).toContain('SKRIN_KEY is not 32 bytes')
    expect(problems.join()).not.toContain(wrong === 'x' ? 'x is' : wrong)
  })

  it('print as [secret], however they are printed', () => {
    const result = readConfig(
      { ...client, [`${prefix}_CLIENT_SECRET`]: 'hush', SKRIN_KEY: key },
      banks,
    )

    const printed = [
      inspect(result, { depth: 10 }),
      JSON.stringify(result),
      String(result.ok && result.secrets.key),
    ]
    expect(printed.join()).not.toContain('hush')
    expect(printed.join()).not.toContain(key)
  })
})

describe('SKRIN_DATABASE_URL', () => {
  const url = 'postgres://skrin:hush@db.example:5432/skrin?sslmode=verify-full'

  it('B4: comes from the variable or a file, needs a key, and prints as [secret]', () => {
    const fromFile = readConfig(
      { SKRIN_DATABASE_URL_FILE: secretFile(`${url}\n`), SKRIN_KEY: key },
      banks,
    )

    expect(fromFile.ok && fromFile.config.databaseUrl).toBe('postgres')
    expect(fromFile.ok && fromFile.secrets.databaseUrl?.reveal()).toBe(url)
    expect(inspect(fromFile, { depth: 10 })).not.toContain('hush')
    expect(problemsOf({ SKRIN_DATABASE_URL: url })[0]).toContain(
      'needs SKRIN_KEY or SKRIN_KEY_FILE',
    )
    expect(problemsOf({ SKRIN_DATABASE_URL: url, SKRIN_KEY_FILE: '/run/secrets/key' })).toEqual([])
  })

  it('leaves no place for the demo', () => {
    const env = { SKRIN_DATABASE_URL: url, SKRIN_KEY: key }
    const result = readConfig(env, banks)

    expect(result.ok && result.config.demo).toBe('off')
    expect(problemsOf({ ...env, SKRIN_DEMO: 'on' })[0]).toContain('exclude each other')
  })

  it.each([
    ['another database', 'mysql://skrin:hush@db.example/skrin'],
    ['no address', 'db.example hush'],
    ['an unescaped password', 'postgres://skrin:hush#hush@db.example/skrin'],
    ['no database', 'postgresql://skrin:hush@db.example'],
    ['TLS with anybody', 'postgres://skrin:hush@db.example/skrin?sslmode=no-verify'],
    ['TLS if possible', 'postgres://skrin:hush@db.example/skrin?sslmode=prefer'],
  ])('T9: is refused with %s, without being printed', (_what, wrong) => {
    const problems = problemsOf({ SKRIN_DATABASE_URL: wrong, SKRIN_KEY: key })

    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(/^SKRIN_DATABASE_URL /)
    expect(problems[0]).not.toContain('hush')
  })
})
