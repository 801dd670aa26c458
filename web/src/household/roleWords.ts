import type { Role } from '@skrin/shared/api/session'
import type { MessageKey } from '../i18n/messages.ts'

export const roleNames: Readonly<Record<Role, MessageKey>> = {
  owner: 'household.roleOwner',
  adult: 'household.roleAdult',
  child: 'household.roleChild',
}

/** What somebody with this role can do. */
export const roleWords: Readonly<Record<Role, MessageKey>> = {
  owner: 'household.ownerCan',
  adult: 'household.adultCan',
  child: 'household.childCan',
}
