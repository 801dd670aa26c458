declare const brand: unique symbol

/** A string that was made for one purpose: an `AccountId` does not pass for a `ConnectionId`. */
export type Brand<Name extends string> = string & { readonly [brand]: Name }

export type MemberId = Brand<'MemberId'>
export type ConnectionId = Brand<'ConnectionId'>
export type AccountId = Brand<'AccountId'>
export type TransactionId = Brand<'TransactionId'>
/** What a bank or a file said once of a transaction. */
export type ObservationId = Brand<'ObservationId'>
/** A built-in category's code, or the id of one of the household's own. */
export type CategoryId = Brand<'CategoryId'>
export type RuleId = Brand<'RuleId'>
/** A pair of rows that is one move of money between accounts of the household. */
export type TransferId = Brand<'TransferId'>
/** A person's order to move money between accounts of their own. */
export type TransferOrderId = Brand<'TransferOrderId'>
export type SavedViewId = Brand<'SavedViewId'>
export type SyncRunId = Brand<'SyncRunId'>
export type ImportId = Brand<'ImportId'>
export type NoticeId = Brand<'NoticeId'>
export type InviteId = Brand<'InviteId'>
export type BankClientId = Brand<'BankClientId'>
export type ApiTokenId = Brand<'ApiTokenId'>
/** What a session is called in the list of sessions; opens nothing. */
export type SessionPublicId = Brand<'SessionPublicId'>

/** A calendar day in the bank's own time zone, `YYYY-MM-DD`. */
export type LocalDate = Brand<'LocalDate'>
/** A moment in UTC, ISO 8601 with milliseconds: `2026-03-25T23:00:00.000Z`. */
export type Instant = Brand<'Instant'>
/** ISO 4217, three capital letters. */
export type Currency = Brand<'Currency'>
