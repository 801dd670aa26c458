/** As BankID writes them: UUIDs; anything that could be more than a token is none. */
const tokenPattern = /^[\w-]{1,100}$/
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** What is wrong with a template of the link; null when nothing is. */
export function checkAppLink(template: string): string | null {
  if (template.split('{token}').length !== 2) return 'must have {token} in it, once'
  return isSafeLink(template.replace('{token}', 'token'))
    ? null
    : 'must begin with bankid: or https: (http only on localhost)'
}

/** The link that opens the app; null: the bank gave no token, or one that is none. */
export function toAppLink(template: string, token: string | null): string | null {
  if (token === null || !tokenPattern.test(token)) return null
  const link = template.replace('{token}', token)
  return isSafeLink(link) ? link : null
}

/** A page of the bank to which a person may be sent: nothing that could run in Skrin's own page. */
export function toPageLink(href: string | null): string | null {
  if (href === null || !URL.canParse(href)) return null
  const { protocol, hostname } = new URL(href)
  return protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname)) ? href : null
}

function isSafeLink(link: string): boolean {
  return link.startsWith('bankid:///') ? URL.canParse(link) : toPageLink(link) !== null
}
