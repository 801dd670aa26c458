import type { Environment } from './readEnvironment.ts'
import { Secret } from './secret.ts'

const tlsModes = ['disable', 'require', 'verify-ca', 'verify-full']

/** null: not set, or wrong and noted; never a part of it is in what is noted. */
export function readDatabaseUrl(env: Environment): Secret | null {
  const text = env.secret('SKRIN_DATABASE_URL')
  if (text === undefined) return null
  const problem = checkDatabaseUrl(text)
  if (problem === null) return new Secret(text)
  env.problem(`SKRIN_DATABASE_URL ${problem}`)
  return null
}

function checkDatabaseUrl(text: string): string | null {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    return 'is not an address like postgres://user:password@host:5432/database; write special characters of the password as %XX'
  }
  const { pathname, searchParams } = new URL(text)
  if (pathname.length < 2) return 'names no database; end the address with /skrin or its like'
  const mode = searchParams.get('sslmode') ?? 'disable'
  if (!tlsModes.includes(mode) || searchParams.has('uselibpqcompat')) {
    return `has an sslmode that trusts anybody; use one of ${tlsModes.join(', ')}`
  }
  return null
}
