import * as v from 'valibot'
import type {
  AccountId,
  ApiTokenId,
  BankClientId,
  CategoryId,
  ConnectionId,
  ImportId,
  Instant,
  InviteId,
  LocalDate,
  MemberId,
  NoticeId,
  ObservationId,
  RuleId,
  SavedViewId,
  SessionPublicId,
  SyncRunId,
  TransactionId,
  TransferId,
  TransferOrderId,
} from '../brand.ts'
import { toLocalDate } from '../dates.ts'
import { parseCurrency } from '../money.ts'
import type { Money } from '../money.ts'
import { problemCodes } from '../problems.ts'

const id = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))
export const memberId = v.custom<MemberId>((value) => v.is(id, value), 'not an id')
export const connectionId = v.custom<ConnectionId>((value) => v.is(id, value), 'not an id')
export const accountId = v.custom<AccountId>((value) => v.is(id, value), 'not an id')
export const transactionId = v.custom<TransactionId>((value) => v.is(id, value), 'not an id')
export const inviteId = v.custom<InviteId>((value) => v.is(id, value), 'not an id')
export const bankClientId = v.custom<BankClientId>((value) => v.is(id, value), 'not an id')
export const apiTokenId = v.custom<ApiTokenId>((value) => v.is(id, value), 'not an id')
export const sessionPublicId = v.custom<SessionPublicId>((value) => v.is(id, value), 'not an id')
export const categoryId = v.custom<CategoryId>((value) => v.is(id, value), 'not an id')
export const ruleId = v.custom<RuleId>((value) => v.is(id, value), 'not an id')
export const transferId = v.custom<TransferId>((value) => v.is(id, value), 'not an id')
export const transferOrderId = v.custom<TransferOrderId>((value) => v.is(id, value), 'not an id')
export const observationId = v.custom<ObservationId>((value) => v.is(id, value), 'not an id')
export const savedViewId = v.custom<SavedViewId>((value) => v.is(id, value), 'not an id')
export const syncRunId = v.custom<SyncRunId>((value) => v.is(id, value), 'not an id')
export const importId = v.custom<ImportId>((value) => v.is(id, value), 'not an id')
export const noticeId = v.custom<NoticeId>((value) => v.is(id, value), 'not an id')
export const localDate = v.custom<LocalDate>(
  (value) => typeof value === 'string' && toLocalDate(value) !== null,
  'not a calendar day',
)
const isoPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
export const instant = v.custom<Instant>(
  (value) => typeof value === 'string' && isoPattern.test(value),
  'not a moment in UTC',
)
export const money = v.pipe(
  v.object({
    minor: v.pipe(v.number(), v.safeInteger()),
    currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/)),
  }),
  v.transform(({ minor, currency }): Money => ({ minor, currency: parseCurrency(currency) })),
)
export const problemCode = v.picklist(problemCodes)

/** Texts that only a bank's own folder can know, in every language of the interface. */
export const localized = v.object({ en: v.string(), nb: v.string(), sv: v.string() })
export type Localized = v.InferOutput<typeof localized>
