import type { BuiltInCategory } from '@skrin/shared/categories/builtInCategories'

/**
 * Names as they stand in search texts (lower case, accents off), each whole words of a row's text: `rema 1000` is
 * in `rema 1000 loren`, `ica` is not in `erica`. `*` at the end: the word may go on.
 */
export type Merchants = Readonly<Partial<Record<BuiltInCategory, readonly string[]>>>
