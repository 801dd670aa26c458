import type en from './en/index.ts'

type Source = typeof en

/** Every language has the keys of the English one, feature by feature. */
export type Messages = {
  readonly [Feature in keyof Source]: { readonly [Key in keyof Source[Feature]]: string }
}
/** `banks.title`, `problems.bank_timeout`, … */
export type MessageKey = {
  [Feature in keyof Source & string]: `${Feature}.${keyof Source[Feature] & string}`
}[keyof Source & string]
