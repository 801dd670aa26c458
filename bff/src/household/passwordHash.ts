import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const argon2Async = promisify(argon2)

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane; some 30 ms here, some 150 ms on a Pi. */
const current = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32
const SALT_BYTES = 16
const phcPattern =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/

interface ParsedHash {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
  readonly salt: Buffer
  readonly tag: Buffer
}

/** A PHC string: it names its own parameters, so that they can rise later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derive(password, { ...current, salt, tag: Buffer.alloc(TAG_BYTES) })
  const { memory, passes, parallelism } = current
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${toPhc(salt)}$${toPhc(tag)}`
}

/** @throws TypeError when the hash is no PHC string of argon2id: the database was changed by hand */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const parsed = parseHash(hash)
  return timingSafeEqual(await derive(password, parsed), parsed.tag)
}

/** True when the hash was made with weaker or other parameters than today's. */
export function needsRehash(hash: string): boolean {
  const { memory, passes, parallelism } = parseHash(hash)
  return (
    memory !== current.memory || passes !== current.passes || parallelism !== current.parallelism
  )
}

function derive(password: string, { salt, tag, ...parameters }: ParsedHash): Promise<Buffer> {
  // NIST SP 800-63B: the same letters typed on another system can be other code points.
  const message = password.normalize('NFC')
  return argon2Async('argon2id', { message, nonce: salt, tagLength: tag.length, ...parameters })
}

function parseHash(hash: string): ParsedHash {
  const [, memory, passes, parallelism, salt, tag] = phcPattern.exec(hash) ?? []
  if (salt === undefined || tag === undefined) throw new TypeError('not a PHC string of argon2id')
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** PHC strings leave base64's padding out. */
function toPhc(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
