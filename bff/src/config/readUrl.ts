const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** An https address, or http on loopback, without user, query and fragment; otherwise what is wrong with it. */
export function readUrl(text: string): URL | string {
  if (!URL.canParse(text)) return 'is not a URL'
  const url = new URL(text)
  if (url.username || url.password) return 'must not hold a user name or password'
  if (url.search || url.hash) return 'must not hold a query or fragment'
  if (url.protocol === 'https:') return url
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return url
  return 'must be https (http only on localhost): secrets and tokens travel to it'
}

export function isLoopback(hostname: string): boolean {
  return loopback.has(hostname)
}

/** The URL as text without trailing slash, ready for a path. */
export function withoutSlash(url: URL): string {
  return url.href.replace(/\/+$/, '')
}
