/** Schemes that would run or show something of the sender's here, instead of opening an app. */
const dangerous = /^(javascript|data|vbscript|blob|file|about):/i

/** A bank's link into its app: `https://app.bankid.com/…`, `bankid:///…`. null for anything that opens none. */
export function toAppLink(link: string | null): string | null {
  if (link === null || !URL.canParse(link)) return null
  const { href } = new URL(link)
  return dangerous.test(href) ? null : href
}
