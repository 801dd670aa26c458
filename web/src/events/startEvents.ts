import { useQueryCache } from '@pinia/colada'
import { eventSchemas } from '@skrin/shared/api/events'
import * as v from 'valibot'
import { renewAccounts } from '../api/renewAccounts.ts'
import { useSyncRuns } from '../api/useSyncRuns.ts'
import { useLedgerChanges } from '../ledger/useLedgerChanges.ts'
import type { RawEvent } from './readEvents.ts'
import { shareEvents } from './shareEvents.ts'

/** What rests on transactions, beside the lists of them. */
const restingKeys = ['connections', 'insights', 'questions', 'transaction', 'transfer-options']
/** Several accounts that move one after the other are one renewal. */
const GATHER_MS = 300

/** Lets what happens at the server show on the page by itself; nothing is asked while nobody sees the page. */
export function startEvents(member: string, signal: AbortSignal): Promise<void> {
  const cache = useQueryCache()
  const runs = useSyncRuns()
  const ledger = useLedgerChanges()
  const waiting = new Set<'accounts' | 'notices' | 'connections'>()
  let timer: number | undefined

  function renewSoon(what: 'accounts' | 'notices' | 'connections'): void {
    waiting.add(what)
    window.clearTimeout(timer)
    timer = window.setTimeout(renew, GATHER_MS)
  }

  function renew(): void {
    if (document.visibilityState !== 'visible' || signal.aborted) return
    if (waiting.has('accounts')) {
      quietly(renewAccounts(cache))
      ledger.tellNews()
      for (const key of restingKeys) quietly(cache.invalidateQueries({ key: [key] }))
    } else if (waiting.has('connections'))
      quietly(cache.invalidateQueries({ key: ['connections'] }))
    if (waiting.has('notices')) quietly(cache.invalidateQueries({ key: ['notices'] }))
    waiting.clear()
  }

  function onEvent({ event, data }: RawEvent): void {
    if (event === 'accounts-changed') return renewSoon('accounts')
    if (event === 'notices-changed') return renewSoon('notices')
    if (event !== 'sync') return
    const run = v.parse(eventSchemas.sync, JSON.parse(data))
    runs.note(run)
    if (run.state !== 'running') renewSoon('connections')
  }

  document.addEventListener('visibilitychange', renew, { signal })
  return shareEvents(member, signal, onEvent)
}

/** What fails shows where its figures stand; what was asked anew meanwhile is aborted, which is nobody's trouble. */
function quietly(renewal: Promise<unknown>): void {
  renewal.catch(() => undefined)
}
