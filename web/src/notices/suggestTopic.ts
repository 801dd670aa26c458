const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'

/** Whoever knows the name of a topic reads it: 80 random bits, without letters that look alike. */
export function suggestTopic(): string {
  const random = crypto.getRandomValues(new Uint8Array(16))
  const letters = Array.from(random, (byte) => LETTERS[byte % LETTERS.length])
  return `skrin-${letters.join('')}`
}
