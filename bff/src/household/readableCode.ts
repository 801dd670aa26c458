/** 32 letters and digits that cannot be taken for one another: 5 bits each. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const GROUP_LENGTH = 4

/** Random bytes as a code to type, one letter each (5 bits of it), e.g. `7KQ2-MMXC-9AFP-T3DH`. */
export function toReadableCode(bytes: Uint8Array): string {
  const letters = [...bytes].map((byte) => alphabet.charAt(byte % alphabet.length))
  return letters.join('').replaceAll(new RegExp(`.{${GROUP_LENGTH}}(?=.)`, 'g'), '$&-')
}

/** What was meant by what was typed: small letters, spaces and missing dashes are fine. */
export function canonicalCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
}
