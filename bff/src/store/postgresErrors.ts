import pg from 'pg'
import { StartError } from '../startError.ts'
import { DatabaseUnavailableError } from './databaseUnavailableError.ts'

/** SQLSTATE: connection exceptions, too many connections, the server being stopped or started, a time limit. */
const unavailable = /^(08|53|57P|57014|25P03|55P03)/

/**
 * Whether a query failed for the state of the server or the way to it, and not for what was asked. What the driver itself
 * has to say of a broken connection is a plain Error without a code.
 */
export function isUnavailability(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return unavailable.test(error.code ?? '')
  return error instanceof Error && !(error instanceof TypeError) && !(error instanceof RangeError)
}

/** Two transactions waited for each other, and the server ended this one; done again it will succeed. */
export function isDeadlock(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === '40P01' || error.code === '40001')
}

/** What to tell the person who starts the program: one line, without the address, the user or the password in it. */
export function toStartError(error: unknown): unknown {
  const cause = error instanceof DatabaseUnavailableError ? error.cause : error
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer'
  const isDatabases = error instanceof DatabaseUnavailableError || cause instanceof pg.DatabaseError
  return isDatabases ? new StartError(toLine(code), { cause }) : error
}

function toLine(code: string): string {
  switch (code) {
    case '28P01':
    case '28000':
      return `PostgreSQL refuses the user or the password in SKRIN_DATABASE_URL (${code})`
    case '3D000':
      return 'PostgreSQL has no database of the name in SKRIN_DATABASE_URL; create it'
    case '42501':
      return 'the user in SKRIN_DATABASE_URL may not create tables; make it the owner of the database'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host in SKRIN_DATABASE_URL is not known (${code})`
    default:
      return `PostgreSQL at SKRIN_DATABASE_URL cannot be used (${code}); is it running, and the address right?`
  }
}
