import type { Form } from './readForms.ts'

export interface Page {
  readonly url: URL
  readonly status: number
  readonly text: string
}

/** A browser as far as signing in at a bank needs one: cookies per host, redirects, forms. */
export interface Visitor {
  /** Opens an address and follows redirects, until one would lead to where `isGoal` says. */
  open(url: string, isGoal: (url: URL) => boolean): Promise<Page>
  submit(
    page: Page,
    choice: { form: Form; button: string | null },
    isGoal: (url: URL) => boolean,
  ): Promise<Page>
  /** A call as Skrin's own page makes it. */
  call(method: string, url: string, body?: unknown): Promise<unknown>
}

const MOST_REDIRECTS = 15

export function createVisitor(): Visitor {
  const jar = createCookieJar()

  const send = async (url: URL, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers)
    const cookies = jar.header(url)
    if (cookies) headers.set('cookie', cookies)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    jar.keep(url, response)
    return response
  }

  const follow = async (
    url: URL,
    init: RequestInit,
    isGoal: (url: URL) => boolean,
  ): Promise<Page> => {
    let at = url
    let response = await send(at, init)
    for (let hops = 0; hops < MOST_REDIRECTS; hops++) {
      const location = response.headers.get('location')
      if (location === null)
        return { url: at, status: response.status, text: await response.text() }
      await response.body?.cancel()
      at = new URL(location, at)
      if (isGoal(at)) return { url: at, status: response.status, text: '' }
      response = await send(at, { method: 'GET' })
    }
    throw new Error(`${url.origin} redirects without end`)
  }

  return {
    open: (url, isGoal) => follow(new URL(url), { method: 'GET' }, isGoal),
    submit: (page, { form, button }, isGoal) => {
      const fields = new URLSearchParams()
      for (const { name, value } of form.fields) fields.append(name, value)
      const pressed = form.buttons.find(({ label }) => label === button)
      if (pressed?.name) fields.set(pressed.name, pressed.value)
      const target = new URL(form.action, page.url)
      if (form.method === 'POST') return follow(target, { method: 'POST', body: fields }, isGoal)
      target.search = fields.toString()
      return follow(target, { method: 'GET' }, isGoal)
    },
    call: async (method, url, body) => {
      const headers = {
        'x-csrf': '1',
        origin: new URL(url).origin,
        'content-type': 'application/json',
      }
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const response = await send(new URL(url), { method, headers, ...sent })
      const text = await response.text()
      if (!response.ok)
        throw new Error(`${method} ${new URL(url).pathname} answered ${response.status}: ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
  }
}

function createCookieJar() {
  // Cookies know no ports: everything on one host name shares them.
  const byHost = new Map<string, Map<string, string>>()
  return {
    header(url: URL): string {
      const cookies = byHost.get(url.hostname) ?? new Map<string, string>()
      return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    },
    keep(url: URL, response: Response): void {
      const cookies = byHost.get(url.hostname) ?? new Map<string, string>()
      for (const line of response.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
        const name = pair.slice(0, pair.indexOf('='))
        const value = pair.slice(pair.indexOf('=') + 1)
        if (value === '' || attributes.some((one) => /^max-age=0$/i.test(one))) cookies.delete(name)
        else cookies.set(name, value)
      }
      byHost.set(url.hostname, cookies)
    },
  }
}
