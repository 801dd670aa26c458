import { randomInt } from 'node:crypto'
import { mailAddress, pushTopic } from '@skrin/shared/api/notices'
import type { AddressRequest, NoticeChannel, NoticeLanguage } from '@skrin/shared/api/notices'
import type { MemberId } from '@skrin/shared/brand'
import { toInstant } from '@skrin/shared/dates'
import * as v from 'valibot'
import { AppError } from '../appError.ts'
import type { Clock } from '../clock.ts'
import type { Config } from '../config/config.ts'
import { sha256 } from '../ids.ts'
import type { Log } from '../log.ts'
import type { Database } from '../store/database.ts'
import type { RateLimitStore } from '../store/rateLimitStore.ts'
import type { Channels } from './channels.ts'
import { writeCode } from './writeMessage.ts'

const CODE_MS = 30 * 60_000
const MOST_TRIES = 5
/** Codes that one person can have sent: nobody's mailbox is to be filled from here. */
const MOST_CODES = 5
const CODES_MS = 60 * 60_000

export interface AddressDeps {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly limits: RateLimitStore
  readonly channels: Channels
  readonly config: Pick<Config, 'publicUrl'>
}

/**
 * Sends a code to an address, which takes the place of the one before; nothing else goes there before `confirmAddress`.
 * @throws AppError bad_request, channel_missing, too_many_requests, message_not_sent
 */
export async function setAddress(
  deps: AddressDeps,
  member: MemberId,
  { channel: name, wanted }: { channel: NoticeChannel; wanted: AddressRequest },
): Promise<void> {
  const { db, clock, log, limits, channels, config } = deps
  const channel = channels.get(name)
  if (!channel) throw new AppError('channel_missing')
  const { language } = wanted
  const address = readAddress(name, wanted.address)
  const { hits, resetAt } = await limits.increment(`notice codes ${member}`, CODES_MS)
  if (hits > MOST_CODES) throw new AppError('too_many_requests', { retryAt: toInstant(resetAt) })
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const message = writeCode({ code, language, publicUrl: config.publicUrl })
  const result = await channel.send(address, message)
  if (result.status !== 'sent') {
    log.warn({ event: 'notice.code_failed', code: name, detail: result.problem })
    throw new AppError('message_not_sent')
  }
  const row = {
    address,
    code_hash: toHash(member, { channel: name, code }),
    tries: 0,
    confirmed_at: null,
    created_at: clock.now(),
  }
  await db
    .insertInto('notice_addresses')
    .values({ member_id: member, channel: name, ...row })
    .onConflict((conflict) => conflict.columns(['member_id', 'channel']).doUpdateSet(row))
    .execute()
  await ensureReader(db, member, language)
}

/** What goes to this address later is in the language that the person used when they gave it, until they choose another. */
async function ensureReader(
  db: Database,
  member: MemberId,
  language: NoticeLanguage,
): Promise<void> {
  await db
    .insertInto('notice_readers')
    .values({ member_id: member, language, details: 0, view: 'mine' })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .execute()
}

function readAddress(channel: NoticeChannel, text: string): string {
  const parsed = v.safeParse(channel === 'mail' ? mailAddress : pushTopic, text)
  if (!parsed.success) throw new AppError('bad_request', { field: 'address' })
  return parsed.output
}

function toHash(member: MemberId, { channel, code }: { channel: NoticeChannel; code: string }) {
  return sha256(`${member} ${channel} ${code}`)
}

/** @throws AppError address_code_invalid, also when there is nothing to confirm: who guesses learns nothing */
export async function confirmAddress(
  { db, clock }: Pick<AddressDeps, 'db' | 'clock'>,
  member: MemberId,
  { channel, code }: { channel: NoticeChannel; code: string },
): Promise<void> {
  // Counted before it is compared: tries at the same time count each.
  const row = await db
    .updateTable('notice_addresses')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('member_id', '=', member)
    .where('channel', '=', channel)
    .where('code_hash', 'is not', null)
    .where('tries', '<', MOST_TRIES)
    .where('created_at', '>', clock.now() - CODE_MS)
    .returning('code_hash')
    .executeTakeFirst()
  if (row?.code_hash !== toHash(member, { channel, code }))
    throw new AppError('address_code_invalid')
  await db
    .updateTable('notice_addresses')
    .set({ code_hash: null, tries: 0, confirmed_at: clock.now() })
    .where('member_id', '=', member)
    .where('channel', '=', channel)
    .where('code_hash', '=', row.code_hash)
    .execute()
}

/** Forgets the address, and what waits to be sent there. */
export async function removeAddress(
  db: Database,
  member: MemberId,
  channel: NoticeChannel,
): Promise<void> {
  await db
    .deleteFrom('notice_addresses')
    .where('member_id', '=', member)
    .where('channel', '=', channel)
    .execute()
  await db
    .deleteFrom('deliveries')
    .where('channel', '=', channel)
    .where('next_at', 'is not', null)
    .where('notice_id', 'in', (eb) =>
      eb.selectFrom('notices').select('id').where('member_id', '=', member),
    )
    .execute()
}
