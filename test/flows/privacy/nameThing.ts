import { randomId } from '@skrin/bff/ids'
import { HIDDEN } from './canaries.ts'
import type { Belonging, Kind } from './privacyRow.ts'
import type { Caller, PrivacyWorld } from './privacyWorld.ts'
import { makeThing } from './things.ts'

/** The id of a thing of this kind that belongs so; what a call may use up is made for it. */
export async function nameThing(
  world: PrivacyWorld,
  caller: Caller,
  { kind, belonging }: { kind: Kind | undefined; belonging: Belonging },
): Promise<string> {
  if (kind === undefined) return ''
  if (belonging === 'unknown') return randomId()
  if (kind === 'member') return nameMember(world, caller, belonging)
  const isOwn = belonging === 'own'
  const { member, brought } = isOwn ? caller : world.neighbour
  if (member === null) throw new Error('a visitor has nothing')
  if (kind === 'account' || kind === 'transaction' || kind === 'connection') {
    if (!brought) throw new Error(`a ${caller.role} has no bank`)
    if (kind === 'connection') return brought.connection
    const things = kind === 'account' ? brought.accounts : brought.transactions
    return things[isOwn ? 'private' : belonging]
  }
  return makeThing(world.skrin.context, { kind, member, mark: isOwn ? 'Shown' : HIDDEN })
}

/** Oneself; or somebody who came for this call, because it may remove them. */
async function nameMember(
  world: PrivacyWorld,
  { member }: Caller,
  belonging: Belonging,
): Promise<string> {
  if (belonging === 'own' && member !== null) return member
  return world.addMember('child')
}
