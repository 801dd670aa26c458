import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { member } from '@skrin/shared/api/session'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { StartError } from '../startError.ts'
import type { Database } from '../store/database.ts'
import { saveMember } from './members.ts'

export const DEMO_FILE = 'demo.json'

const inventedClient = v.object({ id: v.string(), secret: v.string() })
const demoFile = v.object({
  members: v.pipe(v.array(member), v.minLength(1)),
  /** By bank id: bank clients that the simulated banks take beside the household's. */
  bankClients: v.optional(v.record(v.string(), inventedClient), {}),
})

/** Whether this is the demo: as configured, or else as the data folder says. */
export function isDemo({ demo, dataDir }: Config): boolean {
  return demo === 'on' || (demo === 'auto' && existsSync(join(dataDir, DEMO_FILE)))
}

/** The invented people of the demo. @throws StartError when their file is missing or malformed */
export async function ensureDemoMembers(
  { db, clock }: { db: Database; clock: Clock },
  dataDir: string,
): Promise<void> {
  const { members } = readDemoFile(join(dataDir, DEMO_FILE))
  const createdAt = clock.now()
  for (const [position, person] of members.entries()) {
    await saveMember(db, { ...person, passwordHash: null, createdAt: createdAt + position })
  }
}

/** A bank client to try the form with, in the demo only. */
export function findInventedClient(
  dataDir: string,
  bank: string,
): { id: string; secret: string } | null {
  const { bankClients } = readDemoFile(join(dataDir, DEMO_FILE))
  return new Map(Object.entries(bankClients)).get(bank) ?? null
}

function readDemoFile(path: string): v.InferOutput<typeof demoFile> {
  try {
    return v.parse(demoFile, JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new StartError(
      'the demo has no members: demo.json in the data folder is missing or malformed',
      { cause },
    )
  }
}
