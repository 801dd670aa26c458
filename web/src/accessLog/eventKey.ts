import type { AccessEntry } from '@skrin/shared/api/accessLog'
import type { MessageKey } from '../i18n/messages.ts'

type Event = AccessEntry['event']
type Subject = AccessEntry['subject']

const keys: Readonly<Record<Event, MessageKey>> = {
  'account.opened': 'accessLog.accountOpened',
  'account.shared': 'accessLog.accountShared',
  'account.unshared': 'accessLog.accountUnshared',
  'connection.made': 'accessLog.connectionMade',
  'connection.renewed': 'accessLog.connectionRenewed',
  'connection.ended': 'accessLog.connectionEnded',
  'bank_client.added': 'accessLog.bankClientAdded',
  'bank_client.removed': 'accessLog.bankClientRemoved',
  'member.invited': 'accessLog.memberInvited',
  'member.joined': 'accessLog.memberJoined',
  'member.removed': 'accessLog.memberRemoved',
  'member.role_changed': 'accessLog.memberRoleChanged',
  'member.renamed': 'accessLog.memberRenamed',
  'household.renamed': 'accessLog.householdRenamed',
  'invite.withdrawn': 'accessLog.inviteWithdrawn',
  'sign_in.succeeded': 'accessLog.signInSucceeded',
  'sign_in.failed': 'accessLog.signInFailed',
  'session.ended': 'accessLog.sessionEnded',
  'password.changed': 'accessLog.passwordChanged',
  'passkey.added': 'accessLog.passkeyAdded',
  'passkey.removed': 'accessLog.passkeyRemoved',
  'totp.enabled': 'accessLog.totpEnabled',
  'totp.disabled': 'accessLog.totpDisabled',
  'recovery_codes.made': 'accessLog.recoveryCodesMade',
  'recovery_code.used': 'accessLog.recoveryCodeUsed',
  'sso.linked': 'accessLog.ssoLinked',
  'sso.unlinked': 'accessLog.ssoUnlinked',
  'api_token.made': 'accessLog.apiTokenMade',
  'api_token.revoked': 'accessLog.apiTokenRevoked',
  'api_token.used': 'accessLog.apiTokenUsed',
  'file.imported': 'accessLog.fileImported',
  'file.undone': 'accessLog.fileUndone',
  'transactions.exported': 'accessLog.transactionsExported',
  'data.exported': 'accessLog.dataExported',
  'transfers.on': 'accessLog.transfersOn',
  'transfers.off': 'accessLog.transfersOff',
  'transfer.sent': 'accessLog.transferSent',
  'transfer.done': 'accessLog.transferDone',
  'transfer.refused': 'accessLog.transferRefused',
  'transfer.not_sent': 'accessLog.transferNotSent',
  'transfer.unknown': 'accessLog.transferUnknown',
  'transfer.decided': 'accessLog.transferHappened',
  'transfer.cancelled': 'accessLog.transferCancelled',
  'transfer.denied': 'accessLog.transferDenied',
  'transfer_limit.changed': 'accessLog.transferLimitChanged',
}

/** Of `transfer.denied`: why. */
const deniedKeys: Readonly<Record<string, MessageKey>> = {
  stale: 'accessLog.transferDeniedStale',
  unknown: 'accessLog.transferDeniedUnknown',
  not_own: 'accessLog.transferDeniedNotOwn',
}

/** Where one event has several sentences, by what its subject says. */
const variants: Partial<Readonly<Record<Event, (subject: Subject) => MessageKey | null>>> = {
  'account.shared': ({ level }) => (level === 'balance' ? 'accessLog.accountSharedBalance' : null),
  'member.invited': ({ member, purpose }) => {
    if (purpose === 'new_password') return 'accessLog.passwordLinkMade'
    return member === undefined ? 'accessLog.somebodyInvited' : null
  },
  'invite.withdrawn': ({ member }) =>
    member === undefined ? 'accessLog.someInviteWithdrawn' : null,
  'transfer.decided': ({ decision }) =>
    decision === 'did_not_happen' ? 'accessLog.transferDidNotHappen' : null,
  'transfer.denied': ({ reason = '' }) => deniedKeys[reason] ?? null,
  'password.changed': ({ by }) => (by === 'link' ? 'accessLog.passwordChangedByLink' : null),
}

export function toEventKey({ event, actor, subject }: AccessEntry): MessageKey {
  const hasLeft = event === 'member.removed' && actor.name === subject['member']
  if (hasLeft) return 'accessLog.memberLeft'
  return variants[event]?.(subject) ?? keys[event]
}
