import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const lockfile = parse(readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8')) as {
  packages: Record<string, { resolution: Record<string, string> }>
}

it('B5: every package of the lockfile is pinned by a SHA-512 and comes from the registry', () => {
  const loose = Object.entries(lockfile.packages).filter(
    ([, { resolution }]) =>
      !resolution['integrity']?.startsWith('sha512-') ||
      'tarball' in resolution ||
      'repo' in resolution,
  )

  expect(Object.keys(lockfile.packages).length).toBeGreaterThan(100)
  expect(loose.map(([name]) => name)).toEqual([])
})
