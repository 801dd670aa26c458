import type { NoticeId } from '@skrin/shared/brand'
import type { Bank } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { Channels, Message, SendResult } from './channels.ts'
import { claimDeliveries } from './claimDeliveries.ts'
import type { Claim } from './claimDeliveries.ts'
import { describeForReader } from './describeForReader.ts'
import { describeNotices } from './describeNotices.ts'
import { readReader } from './readers.ts'
import { writeMessage } from './writeMessage.ts'

const MINUTE_MS = 60_000
/** How long after each try that failed there is another; after the last of them there is none. */
const pausesMs = [1, 5, 30, 120, 360, 720].map((minutes) => minutes * MINUTE_MS)

export interface SendDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly config: Pick<Config, 'publicUrl'>
  readonly banks: ReadonlyMap<string, Bank>
  readonly channels: Channels
}

/** Sends what is due, one message for each person and channel. Several programs can do it at once. */
export async function sendNotices(deps: SendDeps): Promise<void> {
  const names = [...deps.channels.keys()]
  for (;;) {
    const claim = await claimDeliveries(deps, names)
    if (!claim) return
    await sendClaim(deps, claim)
  }
}

async function sendClaim(deps: SendDeps, claim: Claim): Promise<void> {
  const { db, log, channels } = deps
  const { member, channel } = claim
  const address = await db
    .selectFrom('notice_addresses')
    .select('address')
    .where('member_id', '=', member)
    .where('channel', '=', channel)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  const message = address ? await write(deps, claim) : null
  if (!address || !message) return forget(deps, claim)
  const result = await channels.get(channel)?.send(address.address, message)
  if (!result) return
  const code = result.status === 'sent' ? 'ok' : result.status
  const detail = result.status === 'sent' ? {} : { detail: result.problem }
  const event = 'notice.sent'
  const fields = { event, code, field: channel, count: claim.ids.length, ...detail }
  if (result.status === 'sent') log.info(fields)
  else log.warn(fields)
  await note(deps, claim, result)
}

/** Of what the person may still see, and has not read in Skrin meanwhile; null: nothing. */
async function write(
  { db, clock, config, banks }: SendDeps,
  { member, ids }: Claim,
): Promise<Message | null> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('id', 'in', ids)
    .where('read_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const notices = await describeNotices({ db, clock }, member, rows)
  if (notices.length === 0) return null
  const { language: chosen, details } = await readReader(db, member)
  const language = chosen ?? 'en'
  const nameBank = (id: string) => banks.get(id)?.manifest.name ?? id
  return writeMessage({
    ids: notices.map(({ id }) => id),
    items: notices.map((notice) => describeForReader(notice, { nameBank, language, details })),
    language,
    publicUrl: config.publicUrl,
  })
}

async function note(deps: SendDeps, claim: Claim, result: SendResult): Promise<void> {
  const now = deps.clock.now()
  const row = { sent_at: null, next_at: null, problem: null }
  await updateClaimed(deps.db, claim)
    .set({ ...row, ...outcomeOf(result, claim, now) })
    .execute()
}

/** Sent, put off, or given up. */
function outcomeOf(result: SendResult, { tries }: Claim, now: number) {
  if (result.status === 'sent') return { sent_at: now }
  const pause = result.status === 'failed' ? pausesMs[tries - 1] : undefined
  return { next_at: pause === undefined ? null : now + pause, problem: result.problem }
}

/** There is nothing left to tell, or nowhere to tell it. */
async function forget({ db }: SendDeps, { channel, ids }: Claim): Promise<void> {
  await db
    .deleteFrom('deliveries')
    .where('channel', '=', channel)
    .where('notice_id', 'in', ids)
    .execute()
}

function updateClaimed(
  db: Database,
  { channel, ids }: { channel: Claim['channel']; ids: readonly NoticeId[] },
) {
  return db.updateTable('deliveries').where('channel', '=', channel).where('notice_id', 'in', ids)
}
