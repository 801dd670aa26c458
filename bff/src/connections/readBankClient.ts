import { readSigningKey } from '../auth/readSigningKey.ts'
import type { WrongKey } from '../auth/readSigningKey.ts'
import type { BankAuth } from '../banks/bank.ts'
import type { BankClient } from '../config/config.ts'
import { Secret } from '../config/secret.ts'

/** Longer than any bank's; a key of 8192 bits has some 6500. */
const MOST_LETTERS = { id: 200, secret: 1000, key: 7000 } as const

export type WrongHalf = 'missing' | 'tooLong' | 'odd' | WrongKey

export type ReadBankClient =
  | { readonly ok: true; readonly client: BankClient }
  | { readonly ok: false; readonly wrong: Readonly<Partial<Record<'id' | 'secret', WrongHalf>>> }

/** What somebody typed or pasted, without the spaces and line breaks around it; nothing else is changed. */
export function readBankClient(
  typed: { id: string; secret: string },
  { clientAuthentication }: Pick<BankAuth, 'clientAuthentication'>,
): ReadBankClient {
  const id = typed.id.trim()
  const secret = typed.secret.trim()
  const wrongId = findWrong(id, MOST_LETTERS.id)
  const wrongSecret =
    clientAuthentication === 'private_key'
      ? findWrongKey(secret)
      : findWrong(secret, MOST_LETTERS.secret)
  if (!wrongId && !wrongSecret) return { ok: true, client: { id, secret: new Secret(secret) } }
  const wrong = { ...(wrongId && { id: wrongId }), ...(wrongSecret && { secret: wrongSecret }) }
  return { ok: false, wrong }
}

function findWrongKey(text: string): WrongHalf | null {
  if (text === '') return 'missing'
  if (text.length > MOST_LETTERS.key) return 'tooLong'
  const read = readSigningKey(text)
  return read.ok ? null : read.wrong
}

function findWrong(text: string, most: number): WrongHalf | null {
  if (text === '') return 'missing'
  if (text.length > most) return 'tooLong'
  // Control characters and separators of lines: no bank has them, and clipboards do.
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) ? 'odd' : null
}
