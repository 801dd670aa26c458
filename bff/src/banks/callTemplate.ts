import type { BankCall } from './bank.ts'

type Query = Readonly<Record<string, string | readonly string[] | undefined>>

/** One path segment of a template value: nothing that could climb, split or end the path. */
const segmentPattern = /^[^/\\?#%\u0000-\u001f\u007f]{1,200}$/
const dotsPattern = /^\.{1,2}$/

/**
 * The URL of a call below the API address.
 * @throws TypeError for a parameter that is missing or no plain segment, and for a query key that is not listed
 */
export function toCallUrl(
  apiUrl: string,
  call: BankCall,
  { params = {}, query = {} }: { params?: Readonly<Record<string, string>>; query?: Query },
): URL {
  const path = call.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeSegment(name, params[name]),
  )
  const url = new URL(apiUrl + path)
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (!call.query.includes(key))
      throw new TypeError(`query key ${key} is not listed for ${call.path}`)
    for (const item of typeof value === 'string' ? [value] : value)
      url.searchParams.append(key, item)
  }
  return url
}

function encodeSegment(name: string, value: string | undefined): string {
  if (value === undefined) throw new TypeError(`path parameter ${name} is missing`)
  if (!isPlainSegment(value)) throw new TypeError(`path parameter ${name} is no plain segment`)
  return encodeURIComponent(value)
}

function isPlainSegment(value: string): boolean {
  return segmentPattern.test(value) && !dotsPattern.test(value)
}

/**
 * Splits a raw path at its slashes and decodes each segment once. undefined: a segment that could climb, split the
 * path or hide another encoding in it.
 */
export function decodeSegments(rawPath: string): string[] | undefined {
  if (!rawPath.startsWith('/')) return undefined
  try {
    const segments = rawPath.slice(1).split('/').map(decodeURIComponent)
    return segments.every(isPlainSegment) ? segments : undefined
  } catch {
    // Malformed percent-encoding (URIError): no path of ours.
    return undefined
  }
}

/** Finds the call whose template the segments fit. */
export function matchCall(
  calls: Iterable<BankCall>,
  segments: readonly string[],
): { call: BankCall; params: Record<string, string> } | undefined {
  for (const call of calls) {
    const params = matchSegments(call.path.split('/').slice(1), segments)
    if (params) return { call, params }
  }
  return undefined
}

function matchSegments(
  template: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? ''
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    if (name !== undefined) params[name] = segment
    else if (part !== segment) return undefined
  }
  return params
}

/** Splits a link from an answer into segments and query, if it is relative or below the API address. */
export function readLink(
  apiUrl: string,
  href: string,
): { segments: readonly string[]; query: URLSearchParams } | undefined {
  if (href.startsWith('//') || href.includes('\\')) return undefined
  const base = new URL(apiUrl)
  const basePath = base.pathname.replace(/\/$/, '')
  const text = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : apiUrl + relativeToApi(href, basePath)
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (url.origin !== base.origin || !url.pathname.startsWith(`${basePath}/`)) return undefined
  const segments = decodeSegments(url.pathname.slice(basePath.length))
  return segments && { segments, query: url.searchParams }
}

/** `/accounts/…` is relative to the API address, not to the host, at some banks; others mean the host. */
function relativeToApi(href: string, basePath: string): string {
  const path = href.startsWith('/') ? href : `/${href}`
  return basePath !== '' && path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : path
}
