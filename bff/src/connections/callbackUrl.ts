/** Each bank has a callback of its own, so that one bank's answer cannot be taken for another's (RFC 9700 §4.4.2). */
export function callbackUrl(publicUrl: URL, bankId: string): URL {
  return new URL(`/connect/${bankId}/callback`, publicUrl)
}
