/** Something that a secret must not be in, and what to call it when it is. */
export interface Evidence {
  readonly where: string
  readonly content: string | Buffer
}

/** Every place that holds one of the secrets in any spelling. The secrets themselves are told by their first letters. */
export function findSecrets(secrets: Iterable<string>, evidence: readonly Evidence[]): string[] {
  const sought = [...secrets].flatMap((secret) =>
    toSpellings(secret).map((spelling) => ({ secret, bytes: Buffer.from(spelling) })),
  )
  return evidence.flatMap(({ where, content }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    const found = sought.filter((one) => bytes.includes(one.bytes))
    return [...new Set(found.map(({ secret }) => `${secret.slice(0, 5)}… in ${where}`))]
  })
}

/** As it is, as URLs, forms, JSON and HTML would have it, and in base64 wherever in the text it begins. */
export function toSpellings(secret: string): string[] {
  const inUrl = encodeURIComponent(secret)
  const inAddress = new URL(`http://localhost/?${inUrl}`).search.slice(1)
  const inForm = new URLSearchParams({ s: secret }).toString().slice(2)
  const inJson = JSON.stringify(secret).slice(1, -1)
  const inHtml = secret.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
  const hex = Buffer.from(secret).toString('hex')
  return [...new Set([secret, inUrl, inAddress, inForm, inJson, inHtml, hex, ...toBase64(secret)])]
}

/** The part of the base64 text that does not depend on what stands before and after, for each of three alignments. */
function toBase64(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [0, 1, 2].flatMap((offset) => {
    const start = offset === 0 ? 0 : 3 - offset
    const whole = bytes.subarray(start, start + Math.floor((bytes.length - start) / 3) * 3)
    return [whole.toString('base64'), whole.toString('base64url')]
  })
}
