import type { Language } from '../look.ts'
import { en } from './en.ts'
import { nb } from './nb.ts'
import { sv } from './sv.ts'

/** The words of the page in one language; what a bank calls its own things comes from its folder. */
export interface BankClientTexts {
  readonly title: (bank: string) => string
  readonly back: string
  readonly intro: string
  readonly promise: string
  readonly where: string
  readonly portal: (bank: string) => string
  readonly redirectAddress: string
  readonly known: (ending: string, day: string) => string
  readonly replaces: string
  readonly unreadable: string
  readonly demo: string
  readonly trimmed: string
  readonly secretHint: string
  readonly keyHint: string
  readonly whoTitle: string
  readonly whoIntro: string
  readonly password: string
  readonly code: string
  readonly codeHint: string
  readonly save: string
  readonly cancel: string
  readonly errorTitle: string
  readonly notKept: string
  readonly typeAgain: string
  readonly missing: string
  readonly tooLong: string
  readonly odd: string
  readonly notAKey: string
  readonly locked: string
  readonly notRsa: string
  readonly tooShort: string
  readonly passwordMissing: string
  readonly passwordWrong: string
  readonly codeMissing: string
  readonly codeWrong: string
  readonly tooMany: string
  readonly forbidden: { readonly title: string; readonly text: string }
  readonly notFound: { readonly title: string; readonly text: string }
  readonly expired: { readonly title: string; readonly text: string; readonly again: string }
  readonly failed: { readonly title: string; readonly text: string }
  readonly reference: (reference: string) => string
}

export const texts: Readonly<Record<Language, BankClientTexts>> = { en, nb, sv }
