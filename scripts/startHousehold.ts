import { once } from 'node:events'
import type { Children } from './children.ts'

/** The real thing: the BFF alone. Returns its exit code. */
export async function startHousehold(children: Children): Promise<number> {
  const bff = children.start('bff/src/main.ts', { env: { ...process.env, SKRIN_DEMO: 'off' } })
  const [code] = (await once(bff, 'exit')) as [number | null]
  return code ?? 1
}
