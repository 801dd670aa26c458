import type { TransferRules } from '@skrin/shared/api/transferRules'

type Allowed = Pick<TransferRules['message'], 'allowed'>

/** Signs that people write in messages, in the order in which they are told. */
const commonSigns = [...`.,;:!?-–/()'"&+*@#%=_`]
const isSpace = (character: string) => /\s/u.test(character)

/** The signs that a bank takes beside letters, digits and spaces. */
export function listAllowedSigns(rule: Allowed): string {
  const isAllowed = toTest(rule)
  return commonSigns.filter(isAllowed).join(' ')
}

/** What of a text a bank does not take, each once. Line breaks and tabs are told as `↵`: nobody would see them. */
export function findStrangers(message: string, rule: Allowed): string[] {
  const isAllowed = toTest(rule)
  const strangers = [...message].filter((character) => !isAllowed(character))
  return [...new Set(strangers.map((one) => (isSpace(one) ? '↵' : one)))]
}

function toTest({ allowed }: Allowed): (character: string) => boolean {
  const one = new RegExp(`^[${allowed}]$`, 'u')
  return (character) => one.test(character)
}
