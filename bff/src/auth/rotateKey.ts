import type { Database } from '../store/database.ts'
import { replaceCanary } from '../store/keyCanary.ts'
import { listSealedRows } from './sealedRows.ts'
import { createRewrapper } from './sealing.ts'

export interface Rotated {
  readonly rewrapped: number
  /** Rows that the old key did not open before either: they stay as they are. */
  readonly unopened: number
}

/** Seals everything with another key, in one transaction: either all of it or nothing. */
export function rotateKey(
  db: Database,
  keys: { readonly from: Buffer; readonly to: Buffer },
): Promise<Rotated> {
  return db.transaction().execute(async (transaction) => {
    let rewrapped = 0
    const rows = await listSealedRows(transaction)
    for (const { purpose, owner, sealed, save } of rows) {
      const next = createRewrapper(keys, purpose)(sealed, owner)
      if (next === null) continue
      await save(next)
      rewrapped++
    }
    // Of ten minutes, and their cookies are signed with what follows from the old key.
    await transaction.deleteFrom('connect_attempts').execute()
    await transaction.deleteFrom('sign_in_challenges').execute()
    await replaceCanary(transaction, keys.to)
    return { rewrapped, unopened: rows.length - rewrapped }
  })
}
