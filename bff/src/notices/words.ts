import type { NoticeLanguage } from '@skrin/shared/api/notices'
import { en } from './words/en.ts'
import { nb } from './words/nb.ts'
import { sv } from './words/sv.ts'

/** What leaves Skrin in a person's language. Amounts and days come as they are read there. */
export interface NoticeWords {
  readonly endingSoon: (bank: string, day: string) => string
  readonly endingAdvice: string
  readonly ended: (bank: string) => string
  readonly endedAdvice: string
  readonly failing: (bank: string) => string
  readonly failingSince: (day: string) => string
  readonly largeIn: string
  readonly largeOut: string
  readonly unusualIn: string
  readonly unusualOut: string
  /** `shop, amount, account, day` */
  readonly transaction: (shop: string, amount: string, account: string, day: string) => string
  readonly largestBefore: (amount: string) => string
  readonly low: string
  readonly lowDetails: (account: string, balance: string, limit: string) => string
  readonly several: (count: number) => string
  readonly open: string
  readonly more: (count: number) => string
  readonly ending: string
  readonly settings: string
  readonly code: {
    readonly subject: (code: string) => string
    readonly text: string
    readonly unasked: string
  }
}

export const words: Readonly<Record<NoticeLanguage, NoticeWords>> = { en, nb, sv }
