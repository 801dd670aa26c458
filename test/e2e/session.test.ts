import { once } from 'node:events'
import { createServer } from 'node:http'
import { registeredBanks } from '@skrin/bff/context'
import { readSetupCode } from '@skrin/bff/household/setupCode'
import type { Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, startSkrin } from '../flows/harness/startSkrin.ts'
import { connectBank } from './harness/connectBank.ts'
import { openSkrin } from './harness/openSkrin.ts'
import type { Visit } from './harness/openSkrin.ts'
import { goTo } from './harness/places.ts'
import { fillSetUp, fillSignIn, signIn } from './harness/signIn.ts'
import { startWorld } from './harness/startWorld.ts'
import type { E2eWorld } from './harness/startWorld.ts'

const me = 'Jonas Lindvik'
const bank = registeredBanks.find(({ manifest }) => manifest.id === 'seb')?.manifest

let world: E2eWorld
beforeAll(async () => void (world = await startWorld()))
afterAll(() => world[Symbol.asyncDispose]())

const heading = ({ page, texts }: Visit, key: Parameters<Visit['texts']['text']>[0]) =>
  page.getByRole('heading', { level: 1, name: texts.text(key), exact: true })

describe('set-up', () => {
  it('takes the one-time code and makes the first person, once', async () => {
    await using skrin = await startSkrin()
    const code = (await readSetupCode(skrin.context.db, skrin.context.masterKey)) ?? ''
    const visit = await openSkrin(skrin.url)
    const { page, texts } = visit
    visit.watch.expect(/status of 4\d\d/)
    await page.goto(skrin.url)
    await heading(visit, 'session.setUp').waitFor()

    await fillSetUp(visit, { code: 'AAAA-BBBB-CCCC-DDDD-EEEE', name: me, password: PASSWORD })
    await page.getByText(texts.text('problems.setup_code_invalid')).waitFor()
    await fillSetUp(visit, { code, name: me, password: 'short' })
    await page.getByText(texts.text('problems.password_too_short')).waitFor()
    await fillSetUp(visit, { code, name: me, password: PASSWORD })
    await heading(visit, 'banks.title').waitFor()

    const stranger = await openSkrin(skrin.url)
    await stranger.page.goto(`${skrin.url}/set-up`)
    await heading(stranger, 'session.signIn').waitFor()
    expect(await readSetupCode(skrin.context.db, skrin.context.masterKey)).toBeNull()
  })
})

/** Not the few minutes of a passkey that was offered and not used, which says nothing of anybody. */
const isSession = ({ name }: { name: string }) => name !== 'skrin-passkey'

describe('sign-in', () => {
  it('says the same for a wrong password and for a name that is none', async () => {
    const visit = await world.open()
    const { page, texts } = visit
    visit.watch.expect(/status of 401/)
    await world.skrin.addMember('Ingrid Lindvik')
    await page.goto(`${visit.url}/settings`)

    for (const name of ['Ingrid Lindvik', 'Nobody at all']) {
      await fillSignIn(visit, name, 'not the password')
      await page.getByRole('alert').getByText(texts.text('problems.invalid_credentials')).waitFor()
      expect(await page.getByLabel(texts.text('session.password')).inputValue()).toBe('')
      await page.reload()
    }
    await fillSignIn(visit, 'Ingrid Lindvik', PASSWORD)
    await heading(visit, 'settings.title').waitFor()
  })

  it('S1: gives a cookie that no script can read', async () => {
    const visit = await world.enter(me)
    const cookies = await visit.context.cookies()

    expect(await visit.page.evaluate(() => document.cookie)).toBe('')
    expect(cookies.filter(({ httpOnly }) => !httpOnly)).toEqual([])
    expect(cookies.filter(isSession)).toMatchObject([
      { name: 'skrin', httpOnly: true, sameSite: 'Strict', path: '/', expires: -1 },
    ])
  })

  it('S6: ends in every tab when one signs out, and nothing is left on the way back', async () => {
    const visit = await world.enter(me)
    const { page, context, texts } = visit
    visit.watch.expect(/status of 401/)
    await goTo(visit, 'settings')
    await goTo(visit, 'transactions')
    const other = await context.newPage()
    await other.goto(`${visit.url}/settings`)
    await other.getByText(me).first().waitFor()

    await page.getByRole('button', { name: texts.text('app.signOut') }).click()
    await heading(visit, 'session.signIn').waitFor()
    // What the browser says when a person turns to the other tab.
    await other.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await heading({ ...visit, page: other }, 'session.signIn').waitFor()
    await page.goBack()
    await heading(visit, 'session.signIn').waitFor()
    expect(await page.getByText(me).count()).toBe(0)
    expect((await context.cookies()).filter(isSession)).toEqual([])
  })
})

describe('coming back from a bank', () => {
  it('S2 F6: brings only the Lax cookie, then the Strict one, and leaves no code behind', async () => {
    if (!bank) throw new RangeError('no such bank')
    const visit = await world.enter(`${me} again`)
    const { page, context, url } = visit
    const requests: Request[] = []
    context.on('request', (request) => requests.push(request))

    await connectBank(visit, bank, { person: me })
    await page.getByRole('main').getByRole('listitem').first().waitFor()

    const callback = requests.findIndex((request) => request.url().includes('/callback?'))
    const cookiesOf = async (request: Request | undefined) =>
      Object.keys(
        Object.fromEntries(
          ((await request?.allHeaders())?.['cookie'] ?? '')
            .split('; ')
            .map((pair) => pair.split('=')),
        ),
      )
    expect(await cookiesOf(requests[callback])).toEqual(['skrin-connect'])
    const next = requests.slice(callback).find((request) => request.url().startsWith(`${url}/api/`))
    expect(await cookiesOf(next)).toContain('skrin')

    const remembered = await page.evaluate(() => [
      ...performance.getEntries().map(({ name }) => name),
      ...window.navigation.entries().map((entry) => entry.url),
      document.referrer,
      location.href,
    ])
    expect(remembered.length).toBeGreaterThan(3)
    expect(remembered.filter((one) => /[?&](code|state)=/.test(one ?? ''))).toEqual([])
    expect(await page.evaluate(() => document.referrer)).toBe('')
  })
})

describe('another site', () => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Elsewhere</title>')
  })
  let port: number
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : 0
  })
  afterAll(() => void server.close())

  interface Ended {
    readonly msg: string
    readonly method: string
    readonly status: number
  }
  const endedRequests = () =>
    world.skrin.logLines
      .map((line): Ended => JSON.parse(line))
      .filter(({ msg }) => msg === 'request.ended')

  it.each([
    ['C1', 'of another host', '127.0.0.1'],
    ['C2', 'of another port, which is the same site to cookies,', 'localhost'],
  ])('%s: %s gets nothing and starts nothing', async (_id, _which, host) => {
    const origin = `http://${host}:${port}`
    const visit = await openSkrin(world.skrin.url, { origins: [origin] })
    visit.watch.expect(/./)
    const { page, url } = visit
    await page.goto(url)
    await signIn(visit, me)
    await page.goto(origin)
    const before = endedRequests().length
    const grants = () => world.skrin.context.db.selectFrom('connections').selectAll().execute()
    const attempts = () =>
      world.skrin.context.db.selectFrom('connect_attempts').selectAll().execute()
    const [grantsBefore, attemptsBefore] = [await grants(), await attempts()]

    const got = await page.evaluate(tryEverything, `${url}/api`)

    expect(got).toEqual([
      'refused',
      'refused',
      'refused',
      'refused',
      'sent',
      'no image',
      'no script',
    ])
    await page.evaluate(sendForm, `${url}/api/connections`)
    await page.waitForURL(`${url}/api/connections`)
    const ended = endedRequests().slice(before)
    const answers = ended.map(({ method, status }) => `${method} ${status}`).sort()
    const refused = ['GET 403', 'GET 403', 'GET 403', 'POST 403', 'POST 403', 'POST 403']
    // No preflight is answered, so what needs one is never sent.
    expect(answers).toEqual([
      ...refused.slice(0, 3),
      'OPTIONS 405',
      'OPTIONS 405',
      ...refused.slice(3),
    ])
    expect(await grants()).toEqual(grantsBefore)
    expect(await attempts()).toEqual(attemptsBefore)
    await page.goto(url)
    await heading(visit, 'overview.title').waitFor()
  })
})

/** Runs in the other site's page: what such a page can send without asking. */
async function tryEverything(api: string): Promise<string[]> {
  const body = JSON.stringify({ bank: 'sbanken' })
  const credentials = 'include'
  const type = (answer: Promise<Response>) =>
    answer.then(
      (response) => response.type,
      () => 'refused',
    )
  const load = (element: HTMLImageElement | HTMLScriptElement, what: string) =>
    new Promise<string>((resolve) => {
      element.onload = () => resolve(what)
      element.onerror = () => resolve(`no ${what}`)
      element.src = `${api}/accounts`
      document.head.append(element)
    })
  return [
    await type(fetch(`${api}/connections`, { method: 'POST', mode: 'no-cors', body, credentials })),
    await type(fetch(`${api}/accounts`, { mode: 'no-cors', credentials })),
    await type(fetch(`${api}/accounts`, { headers: { 'X-CSRF': '1' }, credentials })),
    await type(fetch(`${api}/session`, { method: 'DELETE', credentials })),
    navigator.sendBeacon(`${api}/connections`, body) ? 'sent' : 'not sent',
    await load(new Image(), 'image'),
    await load(document.createElement('script'), 'script'),
  ]
}

/** Runs in the other site's page: a form whose body looks like JSON. */
function sendForm(action: string): void {
  const form = document.createElement('form')
  Object.assign(form, { action, method: 'post', enctype: 'text/plain' })
  const field = document.createElement('input')
  Object.assign(field, { name: '{"bank":"sbanken","x":"', value: '"}' })
  form.append(field)
  document.body.append(form)
  form.submit()
}

describe('C5: the policy of the page', () => {
  it('stops what is injected into it, and this run would notice', async () => {
    const visit = await world.enter(me)
    visit.watch.expect(/policy/i)
    const told = visit.page.waitForEvent('console', (message) =>
      message.text().startsWith('policy violation: script-src-elem inline'),
    )

    const ran = await visit.page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "injected"'
      document.head.append(script)
      return document.title
    })

    expect(ran).not.toBe('injected')
    await told
  })

  it('S7: nobody who only looks gets a cookie', async () => {
    const visit = await world.open()
    await visit.page.goto(visit.url)
    await heading(visit, 'session.signIn').waitFor()

    expect(await visit.context.cookies()).toEqual([])
  })
})
