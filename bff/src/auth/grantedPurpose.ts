import type { Bank } from '../banks/bank.ts'
import type { BankConfig } from '../config/config.ts'
import { scopeOf } from './oauthClient.ts'
import type { AccessPurpose, TokenAnswer } from './oauthClient.ts'

/** RFC 6749 §5.1: an answer that names a scope gave that much, one without gave all that was asked for. */
export function toGrantedPurpose(
  { bank, config }: { bank: Bank; config: BankConfig },
  asked: AccessPurpose,
  { wire }: Pick<TokenAnswer, 'wire'>,
): AccessPurpose {
  if (asked === 'reading') return 'reading'
  const said: unknown =
    typeof wire === 'object' && wire !== null ? Reflect.get(wire, 'scope') : null
  if (typeof said !== 'string') return asked
  const granted = new Set(said.split(' '))
  const wanted = scopeOf(bank, config, asked)?.split(' ') ?? []
  return wanted.every((scope) => granted.has(scope)) ? asked : 'reading'
}
