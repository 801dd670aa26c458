/** One async value in the three states that a page shows. */
export type Loadable<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: unknown }
  | { readonly status: 'ready'; readonly value: T }

interface QueryState<T> {
  readonly data: T | undefined
  readonly error: unknown
}

/** Data that is here wins over a later failure: old figures with their time beat an empty page. */
export function toLoadable<T>({ data, error }: QueryState<T>): Loadable<T> {
  if (data !== undefined) return { status: 'ready', value: data }
  if (error !== null && error !== undefined) return { status: 'failed', error }
  return { status: 'loading' }
}
