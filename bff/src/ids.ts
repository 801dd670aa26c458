import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const ID_BYTES = 16
const POOL_BYTES = 4096
let pool = Buffer.alloc(0)
let poolUsed = 0

/** 128 random bits as 22 letters: not to be guessed, safe in a path. Drawn many at a time: every request needs one. */
export function randomId(): string {
  if (poolUsed + ID_BYTES > pool.length) {
    pool = randomBytes(POOL_BYTES)
    poolUsed = 0
  }
  return pool.toString('base64url', poolUsed, (poolUsed += ID_BYTES))
}

/** 256 random bits, for what is a secret by itself: cookies, states, codes. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether it looks like one of `randomSecret`. */
export function isSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** In a time that does not tell how much of it is right, nor how long it is. */
export function isSameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}

/** An id that the same parts always give: 128 bits of their hash. */
export function idFrom(...parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
