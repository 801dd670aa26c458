/** A path of our own pages, or null: nothing that a browser could read as another site. */
export function toInternalPath(text: string | undefined, publicUrl: URL): string | null {
  if (text === undefined || !/^\/[^/\\]/.test(text) || /[\u0000-\u0020\\]/.test(text)) return null
  if (!URL.canParse(text, publicUrl.href)) return null
  const url = new URL(text, publicUrl)
  if (url.origin !== publicUrl.origin || url.pathname.startsWith('//')) return null
  return url.pathname + url.search
}
