import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { registeredBanks } from '@skrin/bff/context'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { spawnSkrin } from '../flows/harness/spawnSkrin.ts'
import type { SpawnedSkrin } from '../flows/harness/spawnSkrin.ts'
import { PASSWORD, startSkrin } from '../flows/harness/startSkrin.ts'
import type { FaultKind } from '../sandbox/kit/faults.ts'
import { startSandbox } from '../sandbox/server.ts'
import type { Sandbox } from '../sandbox/server.ts'
import { confirmConnect, connectBank } from './harness/connectBank.ts'
import { disconnectBank } from './harness/disconnectBank.ts'
import { dumpBrowser } from './harness/dumpBrowser.ts'
import { findSecrets, toSpellings } from './harness/findSecrets.ts'
import type { Evidence } from './harness/findSecrets.ts'
import { openSkrin } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { connectionCard, goTo } from './harness/places.ts'
import { readFolder } from './harness/readFolder.ts'
import { recordTraffic } from './harness/recordTraffic.ts'
import type { TrafficPiece } from './harness/recordTraffic.ts'
import { fillSetUp } from './harness/signIn.ts'

const webDist = join(import.meta.dirname, '../../web/dist')
const banks = registeredBanks.map(({ manifest }) => manifest)
const masterKey = randomBytes(32).toString('base64')

describe('with every bank connected, used, failing, renewed and left', () => {
  let sandbox: Sandbox
  let skrin: SpawnedSkrin
  let dataDir: string
  let traffic: readonly TrafficPiece[]
  let commandLine: string
  const browser: Evidence[] = []

  beforeAll(async () => {
    sandbox = await startSandbox()
    dataDir = mkdtempSync(join(tmpdir(), 'skrin-canary-'))
    skrin = await spawnSkrin({ ...sandbox.env, SKRIN_DATA_DIR: dataDir, SKRIN_KEY: masterKey })
  })
  afterAll(async () => {
    await skrin.stop()
    await sandbox.close()
    rmSync(dataDir, { recursive: true })
  })

  /** What the banks gave out or accept, what was proved to them, and the key of the vault. */
  function secrets(): Set<string> {
    const forms = sandbox.journal.entries().map(({ form }) => form)
    const verifiers = forms.map((form) => form['code_verifier'])
    const configured = Object.entries(sandbox.env).filter(([name]) => name.endsWith('_SECRET'))
    return new Set([
      ...sandbox.journal.secrets(),
      ...bearerTokens(),
      ...verifiers.filter((one) => typeof one === 'string'),
      ...configured.map(([, value]) => value),
      masterKey,
    ])
  }

  function bearerTokens(): string[] {
    return sandbox.journal
      .entries()
      .flatMap(
        ({ headers }) => /^Bearer (.+)$/i.exec(headers.authorization?.toString() ?? '')?.[1] ?? [],
      )
  }

  const codes = () => sandbox.journal.secrets().filter((secret) => secret.startsWith('CODE-'))

  /**
   * A code travels through the browser by nature of the redirect: as the bank's Location, and as the address of the one
   * request to the callback. Those two are left out; that it is nowhere else, and dead afterwards, is what the tests hold.
   */
  function withoutRedirect(piece: TrafficPiece): TrafficPiece {
    const isCallback = (address: string) =>
      address.startsWith(`${skrin.url}/connect/`) && /^[^?]+\/callback\?/.test(address)
    if (piece.kind === 'url' && isCallback(piece.url)) return { ...piece, content: '' }
    if (piece.kind !== 'headers') return piece
    const headers = Object.entries(JSON.parse(String(piece.content)))
    const kept = headers.filter(
      ([name, value]) => !(name.toLowerCase() === 'location' && isCallback(String(value))),
    )
    return { ...piece, content: JSON.stringify(Object.fromEntries(kept)) }
  }

  it('T1: no secret reached the browser', { timeout: 120_000 }, async () => {
    const visit = await openSkrin(skrin.url, { origins: [sandbox.origin] })
    // Answers of failing banks and a refused callback are part of the run.
    visit.watch.expect(/Failed to load resource/)
    traffic = await recordTraffic(visit.page)
    const look = async () => void browser.push(...(await dumpBrowser(visit.page)))

    await setUp(visit, skrin.output())
    for (const bank of banks) {
      await connectBank(visit, bank, { person: customerOf(bank.id), choice: choiceOf(bank.id) })
      await visit.page.getByRole('main').getByRole('listitem').first().waitFor()
      await look()
    }
    await usePages(visit, look)
    await letBanksFail(visit, look)
    await renewFirst(visit)
    await look()
    commandLine = readFileSync(`/proc/${skrin.process.pid}/cmdline`, 'utf8')
    await leave(visit, look)

    const all = secrets()
    const toEvidence = ({ kind, url, content }: TrafficPiece) => ({
      where: `${kind} of ${url.split('?')[0]}`,
      content,
    })
    expect(all.size).toBeGreaterThan(5 * banks.length)
    expect(findSecrets(codes(), traffic.map(toEvidence))).not.toEqual([])
    expect(findSecrets(all, traffic.map(withoutRedirect).map(toEvidence))).toEqual([])
    expect(findSecrets(all, browser)).toEqual([])
  })

  it('T1: what was looked through is what the browser got', () => {
    const bodies = traffic.filter(({ kind }) => kind === 'body')
    const [firstNumber] = sandbox.world.accountsOf('ingrid', 'sbanken')

    expect(bodies.length).toBeGreaterThan(100)
    expect(bodies.some(({ content }) => content.includes(firstNumber?.number ?? 'none'))).toBe(true)
    expect(
      traffic.some(
        ({ kind, content }) => kind === 'headers' && /set-cookie/i.test(String(content)),
      ),
    ).toBe(true)
    expect(
      browser.some(
        ({ where, content }) =>
          where.startsWith('localStorage') && content.includes('skrin.preferences'),
      ),
    ).toBe(true)
  })

  it('T1: no code that was in a callback’s address works a second time', async () => {
    const spent = sandbox.journal
      .entries()
      .filter(({ form }) => form['grant_type'] === 'authorization_code')

    expect(spent.length).toBeGreaterThan(1)
    for (const { url, headers, form } of spent) {
      const { authorization } = headers
      const again = await fetch(new URL(url, sandbox.origin), {
        method: 'POST',
        headers: { ...(typeof authorization === 'string' && { authorization }) },
        body: new URLSearchParams(
          Object.entries(form).map(([name, value]) => [name, String(value)]),
        ),
      })
      expect(again.status).toBeGreaterThanOrEqual(400)
    }
  })

  it('T1: no secret is in what is built for the browser', () => {
    const files = readFolder(webDist)

    expect(files.length).toBeGreaterThan(20)
    expect(findSecrets(secrets(), files)).toEqual([])
  })

  it('T5: no bank saw a token in an address', () => {
    const addresses = sandbox.journal.entries().map(({ url }) => ({ where: url, content: url }))

    // A consent's number, or a session's, is part of its documented address, and worth nothing without a token.
    const consents = sandbox.journal
      .entries()
      .flatMap(({ url, headers }) => [
        headers['consent-id'],
        /\/sessions\/([^/?]+)$/.exec(url)?.[1],
      ])
    const tokens = [...secrets()].filter((secret) => !consents.includes(secret))

    expect(bearerTokens().length).toBeGreaterThan(banks.length)
    expect(findSecrets(tokens, addresses)).toEqual([])
  })

  it('T6: no secret is in the log at level debug, nor in the command line', () => {
    const output = skrin.output()

    expect(output).toContain('"msg":"bank.failed"')
    expect(output).toContain('"msg":"token.refreshed"')
    expect(findSecrets(secrets(), [{ where: 'the log', content: output }])).toEqual([])
    expect(commandLine).toContain('main.ts')
    expect(findSecrets(secrets(), [{ where: 'the command line', content: commandLine }])).toEqual(
      [],
    )
  })

  it('T7: no secret is in the database’s files, nor beside them', () => {
    const files = readFolder(dataDir)

    expect(files.map(({ where }) => where).join()).toContain('-wal')
    expect(findSecrets(secrets(), files)).toEqual([])
  })

  function customerOf(bank: string): string {
    const { people, accountsOf } = sandbox.world
    return people.find(({ id }) => accountsOf(id, bank).length > 1)?.name ?? ''
  }

  /** Which bank behind it the household uses, where it is a service. */
  function choiceOf(bank: string) {
    return sandbox.banks.get(bank)?.chosen
  }
  function calledBy({ id, name }: (typeof banks)[number]): string {
    return choiceOf(id)?.label ?? name
  }

  async function setUp(visit: Visit, output: string): Promise<void> {
    await visit.page.goto(visit.url)
    const code = /one-time code: (\S+)/.exec(output)?.[1] ?? ''
    await fillSetUp(visit, { code, name: 'Ingrid Lindvik', password: PASSWORD })
    await visit.page
      .getByRole('heading', { level: 1, name: visit.texts.text('banks.title') })
      .waitFor()
  }

  async function usePages(visit: Visit, look: () => Promise<void>): Promise<void> {
    const { page, texts } = visit
    await goTo(visit, 'overview')
    await look()
    const account = page
      .getByRole('region', { name: banks[0]?.name ?? '' })
      .getByRole('link')
      .first()
    await account.click()
    const rows = page.getByRole('list', { name: texts.text('transactions.title') })
    await rows.getByRole('button').first().click()
    const panel = page.getByRole('dialog')
    await panel.getByText(texts.text('transactions.raw')).click()
    await panel.getByRole('region', { name: texts.text('transactions.raw') }).waitFor()
    await look()
    await panel.getByRole('button', { name: texts.text('ui.close') }).click()
    await goTo(visit, 'transactions')
    await page.getByRole('searchbox').fill('a')
    await page.waitForURL(/q=a/)
    await rows.getByRole('button').first().waitFor()
    await look()
    await goTo(visit, 'settings')
    await page.getByText(texts.text('settings.themeDark'), { exact: true }).click()
    await look()
    for (const path of ['/healthz', '/readyz', '/api/openapi.json', '/nowhere']) {
      await page.goto(visit.url + path)
      browser.push({ where: path, content: await page.content() })
    }
  }

  async function letBanksFail(visit: Visit, look: () => Promise<void>): Promise<void> {
    const { page, texts } = visit
    const kinds: FaultKind[] = ['unauthorized', 'malformed', 'server_error', 'hostile_headers']
    await page.goto(`${visit.url}/banks`)
    for (const [index, bank] of banks.entries()) {
      const kind = kinds[index % kinds.length] ?? 'malformed'
      sandbox.banks.get(bank.id)?.expireAccessTokens()
      sandbox.faults.set({ bank: bank.id, operation: '*', kind, times: 3 })
      const ask = connectionCard(visit, calledBy(bank)).getByRole('button', {
        name: texts.text('banks.tryAgain'),
      })
      const answered = page.waitForResponse((response) => response.url().endsWith('/refresh'))
      await ask.click()
      await answered
      await look()
    }
    sandbox.faults.clear()
  }

  async function renewFirst(visit: Visit): Promise<void> {
    const bank = banks.find(({ access }) => access === 'redirect')
    if (!bank) throw new RangeError('no bank has pages')
    await goTo(visit, 'banks')
    const { texts } = visit
    await connectionCard(visit, calledBy(bank))
      .getByRole('button', { name: texts.text('banks.renew') })
      .click()
    await confirmConnect(visit, bank, { person: customerOf(bank.id), choice: choiceOf(bank.id) })
  }

  async function leave(visit: Visit, look: () => Promise<void>): Promise<void> {
    const { page, texts } = visit
    await goTo(visit, 'banks')
    // All banks are being read for the first time: the page may have to wait for its turn.
    await connectionCard(visit, banks[0]?.name ?? '').waitFor({ timeout: 30_000 })
    await disconnectBank(visit, banks[0]?.name ?? '')
    await look()
    await page.getByRole('button', { name: texts.text('app.signOut') }).click()
    await page.getByRole('heading', { level: 1, name: texts.text('session.signIn') }).waitFor()
    await look()
  }
})

describe('the search itself', () => {
  const secret = "AT-canary: + / = % og ' Ø~!"
  let dir: string
  afterEach(() => rmSync(dir, { recursive: true }))

  it('finds what was planted in a page, a script, a header’s shape and a storage', async () => {
    dir = mkdtempSync(join(tmpdir(), 'skrin-planted-'))
    cpSync(webDist, dir, { recursive: true })
    const index = readFileSync(join(dir, 'index.html'), 'utf8')
    const encoded = Buffer.from(`{"token":"${secret}"}`).toString('base64')
    writeFileSync(join(dir, 'index.html'), index.replace('</title>', `</title><!--${encoded}-->`))
    rmSync(join(dir, 'index.html.br'))
    rmSync(join(dir, 'index.html.gz'))
    await using skrin = await startSkrin({ webDir: dir })
    const { page } = await openSkrin(skrin.url)
    const traffic = await recordTraffic(page)
    await page.goto(skrin.url)
    // The way to the first page is over: what is planted in the address stays there.
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.evaluate((value) => {
      sessionStorage.setItem('kept', encodeURIComponent(value))
      history.replaceState(null, '', `?q=${encodeURIComponent(value)}`)
    }, secret)

    const inTraffic = findSecrets(
      [secret],
      traffic.map(({ url, content }) => ({ where: url, content })),
    )
    const inBrowser = findSecrets([secret], await dumpBrowser(page))

    expect(inTraffic).toEqual([`AT-ca… in ${skrin.url}/`])
    expect(inBrowser.map((hit) => hit.replace(/^.* in (.+) (of|at) .*$/, '$1')).sort()).toEqual([
      'DOM',
      'history',
      'sessionStorage',
    ])
    expect(findSecrets([secret], readFolder(dir))).toEqual([`AT-ca… in ${join(dir, 'index.html')}`])
  })

  it.each(['', 'x', 'xy', 'xyz'])('finds base64 wherever it begins (after %j)', (before) => {
    dir = mkdtempSync(join(tmpdir(), 'skrin-planted-'))
    const content = Buffer.from(`${before}${secret} and more`).toString('base64url')

    expect(findSecrets([secret], [{ where: 'here', content }])).toEqual(['AT-ca… in here'])
    expect(toSpellings(secret).every((spelling) => spelling.length > 20)).toBe(true)
  })
})
