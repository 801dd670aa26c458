import { toNameKey } from './members.ts'

/** SP 800-63B and ASVS 6.2: at least 8 (15 is advised by the interface), nothing about what kind of characters. */
const MIN_LENGTH = 8

export type PasswordProblem = 'password_too_short' | 'password_too_common'

/** What is wrong with a new password; null when it is fine. */
export async function checkPassword(
  password: string,
  name: string,
): Promise<PasswordProblem | null> {
  const text = password.normalize('NFC')
  if ([...text].length < MIN_LENGTH) return 'password_too_short'
  const isObvious = new Set(text).size === 1 || isOwnName(text, name) || (await isCommon(text))
  return isObvious ? 'password_too_common' : null
}

/** The person's or the program's name, with digits and signs around it. */
function isOwnName(password: string, name: string): boolean {
  const letters = (text: string) => toNameKey(text).replace(/[^\p{L}]/gu, '')
  const own = letters(password)
  return own !== '' && (own === letters(name) || own === 'skrin')
}

let commonPasswords: Promise<ReadonlySet<string>> | undefined

/** 49,000 passwords that everybody tries first; read from the package when one is first set. */
async function isCommon(password: string): Promise<boolean> {
  commonPasswords ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  )
  return (await commonPasswords).has(password.toLowerCase())
}
