import type first from './en/index.ts'
import type rest from './en/rest.ts'

/** Every language has the keys of the English one, feature by feature. */
type SameKeys<Source> = {
  readonly [Feature in keyof Source]: { readonly [Key in keyof Source[Feature]]: string }
}
export type FirstMessages = SameKeys<typeof first>
export type RestMessages = SameKeys<typeof rest>
export type Messages = FirstMessages & RestMessages
/** `banks.title`, `problems.bank_timeout`, … */
export type MessageKey = {
  [Feature in keyof Messages & string]: `${Feature}.${keyof Messages[Feature] & string}`
}[keyof Messages & string]
