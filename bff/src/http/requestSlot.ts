import type { Response } from 'express'

export interface RequestSlot<T> {
  set(res: Response, value: T): void
  /** @throws TypeError when nothing was set: a step is missing before this one */
  get(res: Response): T
  find(res: Response): T | undefined
}

/** Something that one step of a request leaves for a later one, typed, unlike `res.locals`. */
export function createRequestSlot<T>(name: string): RequestSlot<T> {
  const values = new WeakMap<Response, T>()
  return {
    set: (res, value) => void values.set(res, value),
    find: (res) => values.get(res),
    get(res) {
      const value = values.get(res)
      if (value === undefined) throw new TypeError(`nothing set ${name} before`)
      return value
    },
  }
}
