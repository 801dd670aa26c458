import type { AccessEntry } from '@skrin/shared/api/accessLog'
import { role, signInMethod } from '@skrin/shared/api/session'
import { assertNever } from '@skrin/shared/assertNever'
import * as v from 'valibot'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'
import { useSession } from '../session/useSession.ts'
import { useDeviceWords } from '../ui/useDeviceWords.ts'
import { toEventKey } from './eventKey.ts'

/** Who did what, as one sentence. */
export function useSentence(): (entry: AccessEntry) => string {
  const { t } = useText()
  const session = useSession()
  const toDeviceWords = useDeviceWords()

  function toWho({ actor: { kind, id, name }, subject: { token = '' } }: AccessEntry): string {
    const isMe = id !== null && id === session.member?.id
    switch (kind) {
      case 'session':
        return isMe ? t('accessLog.you') : name
      case 'token':
        return t(isMe ? 'accessLog.yourToken' : 'accessLog.theirToken', { token, name })
      case 'cli':
        return t('accessLog.commandLine')
      case 'program':
        return name
      default:
        return assertNever(kind)
    }
  }

  /** Roles, ways and devices are in the log as codes; names stand for themselves. */
  function toValues({ subject }: AccessEntry): Record<string, string> {
    const { device, method, role: newRole, with: audience } = subject
    return {
      ...subject,
      ...(device !== undefined && { device: toDeviceWords(device) }),
      ...(v.is(signInMethod, method) && { method: t(`sessions.by_${method}`) }),
      ...(v.is(role, newRole) && { role: t(roleWords[newRole]) }),
      ...(audience !== undefined && {
        with: audience === 'household' ? t('accessLog.household') : audience,
      }),
    }
  }

  return (entry) => t(toEventKey(entry), { ...toValues(entry), who: toWho(entry) })
}

const roleWords: Readonly<Record<v.InferOutput<typeof role>, MessageKey>> = {
  owner: 'accessLog.roleOwner',
  adult: 'accessLog.roleAdult',
  child: 'accessLog.roleChild',
}
