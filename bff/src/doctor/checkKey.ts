import { readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { KeyError, findMasterKey, keyPathOf, readKeyFile } from '../auth/masterKey.ts'
import { countOpening } from '../auth/sealedRows.ts'
import { isKeyFitting } from '../store/keyCanary.ts'
import type { Finding, OpenedPatient } from './finding.ts'

const about = 'key'

/** Whether the key is there, kept from others, and opens what is sealed; if not, which file beside it does. */
export async function checkKey(patient: OpenedPatient): Promise<Finding[]> {
  const { config, secrets, db } = patient
  try {
    const key = findMasterKey(config, secrets)
    if (!key)
      return [{ about, status: 'failed', message: 'there is none', ...(await findOther(patient)) }]
    const { rows, open } = await countOpening(db, key)
    const opened = `opens ${open} of ${rows} sealed secrets`
    if (open === rows && (await isKeyFitting(db, key)))
      return [{ about, status: 'ok', message: opened }]
    const message = open === rows ? 'is not the one that the household was made with' : opened
    return [{ about, status: 'failed', message, ...(await findOther(patient)) }]
  } catch (error) {
    if (!(error instanceof KeyError)) throw error
    return [{ about, status: 'failed', message: error.message }]
  }
}

async function findOther({ config, db }: OpenedPatient): Promise<{ advice: string }> {
  const path = keyPathOf(config)
  for (const name of listCandidates(path)) {
    const key = readOther(join(dirname(path), name))
    if (!key || !(await isKeyFitting(db, key))) continue
    return { advice: `${name} beside it fits: stop Skrin and put it in place as ${basename(path)}` }
  }
  return {
    advice: 'put the right key in its place; without it, everybody connects their banks anew',
  }
}

function listCandidates(path: string): string[] {
  try {
    return readdirSync(dirname(path)).filter((name) => name.startsWith(`${basename(path)}.`))
  } catch {
    // No such folder: nothing lies beside the key.
    return []
  }
}

function readOther(path: string): Buffer | null {
  try {
    return readKeyFile(path)
  } catch (error) {
    if (error instanceof KeyError) return null
    throw error
  }
}
