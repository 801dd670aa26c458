import type { NoticeChoices } from '@skrin/shared/api/notices'
import type { View } from '@skrin/shared/api/sharing'
import type { MemberId } from '@skrin/shared/brand'
import type { Database } from '../store/database.ts'
import { saveNoticeSettings } from './noticeSettings.ts'
import { usualChoices } from './readers.ts'

const everywhere = { inApp: true, mail: true, push: true }

/** For tests: everything is told everywhere, of all that one sees, with details; `changes` say what a test is about. */
export async function wantEverything(
  db: Database,
  member: MemberId,
  changes: { choices?: Partial<NoticeChoices>; view?: View; details?: boolean } = {},
): Promise<void> {
  const { choices = {}, view = 'household', details = true } = changes
  await saveNoticeSettings(db, member, {
    choices: {
      ...usualChoices,
      large_transaction: { ...everywhere, limit: 5000 },
      unusual_transaction: { ...everywhere, limit: 500 },
      low_balance: { ...everywhere, limit: 1000 },
      ...choices,
    },
    accountLimits: [],
    view,
    details,
    language: 'nb',
  })
}
