import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { enablebanking } from '@skrin/bff/banks/enablebanking/enablebanking'
import { readConfig } from '@skrin/bff/config/readConfig'
import { choicesAnswer } from '@skrin/shared/api/banks'
import { connectionsAnswer } from '@skrin/shared/api/connections'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readForms } from '../sandbox/demo/readForms.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { enterBankClient } from './harness/bankClientForm.ts'
import { runSkrin } from './harness/runSkrin.ts'
import { startSkrin } from './harness/startSkrin.ts'
import type { Skrin } from './harness/startSkrin.ts'
import { connectBank } from './harness/walkBank.ts'

// A bank client whose secret is a private key: of many lines, and looked at before it is kept.
const bank = 'enablebanking'
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
const shortPem = short.export({ type: 'pkcs8', format: 'pem' }).toString()

let sandbox: Sandbox
let skrin: Skrin

beforeAll(async () => {
  sandbox = await startSandbox()
  const {
    SKRIN_ENABLEBANKING_CLIENT_ID: _,
    SKRIN_ENABLEBANKING_CLIENT_SECRET: __,
    ...env
  } = sandbox.env
  skrin = await startSkrin({ env })
})
afterAll(async () => {
  await skrin.stop()
  await sandbox.close()
})

const spare = () => sandbox.banks.get(bank)?.spareClient ?? { id: '', secret: '' }
/** A form ends lines as RFC 7578 wants it. */
const asTyped = (pem: string) => pem.replaceAll('\n', '\r\n')

describe('the form', () => {
  it('has room for all lines of it, and nothing in there', async () => {
    const jonas = await skrin.signIn('Jonas')

    const { text } = await jonas.visit(`/bank-clients/${bank}`)

    expect(text).toMatch(/<textarea[^>]*name="clientSecret"[^>]*><\/textarea>/)
    expect(text).not.toContain('type="password" autocomplete="off"')
    expect(readForms(text)).toHaveLength(1)
  })

  it('T1 T6: says in words what is wrong with a key, keeps none of it and shows none of it', async () => {
    const jonas = await skrin.signIn('Jonas')
    const typed = { id: 'application-1', secret: asTyped(shortPem) }

    const answer = await enterBankClient(jonas, bank, typed)

    expect(answer.status).toBe(400)
    expect(answer.text).toContain('at least 2048 bits')
    expect(answer.text).toContain('value="application-1"')
    const line = shortPem.split('\n')[3] ?? shortPem
    expect(answer.text).not.toContain(line)
    expect(skrin.logLines.join('\n')).not.toContain(line)
    expect((await jonas.api('GET', '/bank-clients')).json).toEqual({ bankClients: [] })
  })

  it('keeps a good one, and what was entered signs the next token', async () => {
    const jonas = await skrin.signIn('Jonas')
    const { id, secret } = spare()

    const kept = await enterBankClient(jonas, bank, { id, secret: asTyped(secret) })
    await connectBank(jonas, { bank, choices: { bank: 'NO/DNB' } }, 'Jonas')

    expect(kept.headers.location).toBe(`/banks?client=${bank}`)
    const { connections } = (await jonas.api('GET', '/connections')).parse(connectionsAnswer)
    expect(connections).toMatchObject([{ client: 'own', label: 'DNB' }])
    const rows = await skrin.context.db.selectFrom('bank_clients').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY')
  })
})

describe('the command', () => {
  const run = (stdin: string, id = spare().id) => {
    const env = { ...sandbox.env, SKRIN_DATA_DIR: skrin.dataDir, SKRIN_PUBLIC_URL: skrin.url }
    const args = ['bank-client', 'add', 'Ingrid', bank, id]
    return runSkrin(args, env, { stdin, clock: skrin.clock })
  }

  it('takes it from a file on standard input', async () => {
    const ingrid = await skrin.signIn('Ingrid')

    const added = await run(spare().secret)

    expect(added).toMatchObject({ code: 0, stderr: '' })
    const answer = await ingrid.api('GET', `/banks/${bank}/choices?country=IS`)
    expect(answer.parse(choicesAnswer).options).toHaveLength(1)
  })

  it('T6: refuses a wrong one without a word of it', async () => {
    await skrin.signIn('Ingrid')

    const added = await run(shortPem)

    expect(added.code).toBe(2)
    expect(added.stderr).toContain('at least 2048 bits')
    expect(added.stderr + added.stdout).not.toContain(shortPem.split('\n')[3])
  })
})

describe('the environment', () => {
  const read = (variables: Record<string, string>) => {
    const base = { SKRIN_PUBLIC_URL: skrin.url, SKRIN_ENABLEBANKING_CLIENT_ID: 'application-1' }
    return readConfig({ ...base, ...variables }, [enablebanking])
  }

  it('names its file', () => {
    const path = join(skrin.dataDir, 'key.pem')
    writeFileSync(path, spare().secret)
    chmodSync(path, 0o600)

    const result = read({ SKRIN_ENABLEBANKING_CLIENT_SECRET_FILE: path })

    const kept = result.ok && result.secrets.bankClients.get(bank)?.secret.reveal()
    expect(kept).toBe(spare().secret.trimEnd())
  })

  it('or has it on one line', () => {
    const oneLine = spare().secret.trim().replaceAll('\n', '\\n')

    expect(read({ SKRIN_ENABLEBANKING_CLIENT_SECRET: oneLine }).ok).toBe(true)
  })

  it('T6: stops the start with a sentence that quotes nothing', () => {
    const result = read({ SKRIN_ENABLEBANKING_CLIENT_SECRET: shortPem })

    expect(result).toEqual({
      ok: false,
      problems: [
        'SKRIN_ENABLEBANKING_CLIENT_SECRET is an RSA key that is too short; it has to have at least 2048 bits',
      ],
    })
  })
})
