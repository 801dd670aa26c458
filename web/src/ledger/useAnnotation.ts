import type { Annotation } from '@skrin/shared/api/annotations'
import type { TransactionId } from '@skrin/shared/brand'
import { annotate } from '../api/annotations.ts'
import { useTask } from '../api/useTask.ts'
import { useLedgerChanges } from './useLedgerChanges.ts'

/** Keeps what a person adds to a transaction, and lets every list that shows it know. */
export function useAnnotation() {
  const changes = useLedgerChanges()
  const { busy, failure, run, clear } = useTask()

  function save(id: TransactionId, change: Annotation): Promise<boolean> {
    return run(async () => changes.tellRow((await annotate(id, change)).transaction))
  }

  return { busy, failure, save, clear }
}
