import { setTimeout as delay } from 'node:timers/promises'
import type { ConnectionId } from '@skrin/shared/brand'
import type { Clock } from '../clock.ts'
import { randomId } from '../ids.ts'
import { LEASE_MS, LEASE_POLL_MS } from './freshToken.ts'
import type { Vault } from './vault.ts'

/** What stands in a grant in place of an access token that was let go of; it serves for nothing. */
export const FORGOTTEN_TOKEN = ''

const WAIT_AT_MOST_MS = 15_000

interface Deps {
  readonly vault: Vault
  readonly clock: Clock
}

/**
 * Lets go of a connection's access token, so that the next one is asked for anew: with another scope, say. A refresh that
 * is under way is waited for, for what it brings was asked for before. False: it takes too long, and the token stays.
 */
export async function forgetToken({ vault, clock }: Deps, id: ConnectionId): Promise<boolean> {
  const holder = randomId()
  const giveUpAt = performance.now() + WAIT_AT_MOST_MS
  while (performance.now() < giveUpAt) {
    const lease = { holder, now: clock.now(), untilMs: clock.now() + LEASE_MS }
    if (await vault.takeLease(id, lease)) return forgetUnderLease(vault, { id, holder })
    // Given up meanwhile: there is nothing left to let go of.
    if (!(await vault.read(id))) return true
    await delay(LEASE_POLL_MS)
  }
  return false
}

async function forgetUnderLease(
  vault: Vault,
  { id, holder }: { id: ConnectionId; holder: string },
): Promise<boolean> {
  try {
    const row = await vault.read(id)
    if (!row?.grant) return true
    const grant = { ...row.grant, accessToken: FORGOTTEN_TOKEN, usableUntil: 0 }
    // False: a renewal at the bank put another grant in its place meanwhile.
    return await vault.replace(id, grant, row)
  } finally {
    await vault.releaseLease(id, holder)
  }
}
