import pg from 'pg'

const { INT8, NUMERIC } = pg.types.builtins
/** Sums come as `numeric`, counts and moments as `int8`: all of them whole numbers here. */
const wholeNumbers: ReadonlySet<number> = new Set([INT8, NUMERIC])

export const postgresTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (wholeNumbers.has(oid) && format !== 'binary') return parseSafeInteger
    return pg.types.getTypeParser(oid, format) as (value: string) => unknown
  },
}

/** @throws RangeError for what a number would hold only nearly: an amount that is almost right is wrong */
export function parseSafeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError('not a whole number below 2 to the 53rd')
  return value
}
