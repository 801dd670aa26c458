import { defineStore } from 'pinia'
import { shallowReadonly, shallowRef } from 'vue'
import type { Connection } from '@skrin/shared/api/connections'
import type { SyncRun } from '@skrin/shared/api/sync'
import type { ConnectionId } from '@skrin/shared/brand'

interface Subject {
  readonly id: ConnectionId
  /** As the list of connections has it; null: only what was told of counts. */
  readonly sync: Connection['sync'] | null
}

/** The rounds of asking that the server told of since the page was opened. */
export const useSyncRuns = defineStore('syncRuns', () => {
  const runs = shallowRef<ReadonlyMap<ConnectionId, SyncRun>>(new Map())

  function note(run: SyncRun): void {
    const known = runs.value.get(run.connection)
    if (known && known.startedAt > run.startedAt) return
    runs.value = new Map(runs.value).set(run.connection, run)
  }

  /** The round that is under way; null: none is. */
  function findRunning({ id, sync }: Subject): SyncRun | null {
    const told = runs.value.get(id) ?? null
    const known = sync?.run ?? null
    const latest = told && (!known || told.startedAt >= known.startedAt) ? told : known
    return latest?.state === 'running' ? latest : null
  }

  return { runs: shallowReadonly(runs), note, findRunning }
})
