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
  'password.changed': ({ by }) => (by === 'link' ? 'accessLog.passwordChangedByLink' : null),
}

export function toEventKey({ event, actor, subject }: AccessEntry): MessageKey {
  const hasLeft = event === 'member.removed' && actor.name === subject['member']
  if (hasLeft) return 'accessLog.memberLeft'
  return variants[event]?.(subject) ?? keys[event]
}
