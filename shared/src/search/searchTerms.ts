import type { LocalDate } from '../brand.ts'

/** What a piece of a search means. Amounts are without sign, in hundredths of the major unit; bounds and days are included. */
export type SearchMeaning =
  /** Folded words one after the other; `whole`: as they stand, else the last is the beginning of a word. */
  | { readonly kind: 'words'; readonly words: string; readonly whole: boolean }
  /** A bare number: that amount, or those words. */
  | {
      readonly kind: 'number'
      readonly words: string
      readonly min: number
      readonly max: number
    }
  | { readonly kind: 'amount'; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'days'; readonly from: LocalDate | null; readonly to: LocalDate | null }
  /** Folded names, of which one is enough. */
  | { readonly kind: NameKind; readonly names: readonly string[] }
  | { readonly kind: 'status'; readonly status: 'booked' | 'pending' }
  | { readonly kind: 'state'; readonly state: 'shown' | 'withdrawn' | 'deleted' }
  | { readonly kind: 'direction'; readonly direction: 'in' | 'out' }
  | { readonly kind: 'transfer' }
  | { readonly kind: 'has'; readonly what: 'note' | 'category' | 'tag' }
  /** Finds everything: see the term's `problem`. */
  | { readonly kind: 'nothing' }

export type NameKind = 'bank' | 'account' | 'person' | 'category' | 'tag' | 'note'

/** Why a piece was not taken as it was meant: no such operator (then it is searched as text), or a value that is none. */
export type SearchProblem = 'operator' | 'value'

/** One piece of a search, and where it stands: `text.slice(from, to)`. */
export interface SearchTerm {
  readonly from: number
  readonly to: number
  readonly text: string
  /** With `-` before it: what it would find is left out. */
  readonly negated: boolean
  readonly meaning: SearchMeaning
  readonly problem: SearchProblem | null
}
