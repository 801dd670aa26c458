import {
  ArrowRightLeft,
  Eye,
  KeyRound,
  Landmark,
  LogIn,
  Share2,
  TriangleAlert,
  Users,
} from '@lucide/vue'
import type { AccessEntry } from '@skrin/shared/api/accessLog'
import type { Component } from 'vue'

const kinds: readonly (readonly [start: string, icon: Component])[] = [
  ['account.opened', Eye],
  ['account.', Share2],
  ['connection.', Landmark],
  ['bank_client.', Landmark],
  ['member.', Users],
  ['household.', Users],
  ['invite.', Users],
  ['sign_in.failed', TriangleAlert],
  ['sign_in.', LogIn],
  ['session.', LogIn],
  ['transfer.denied', TriangleAlert],
  ['transfer', ArrowRightLeft],
]

/** What an entry is about, at a glance: seen, shared, banks, people, coming and going, or else keys. */
export function toEventIcon(event: AccessEntry['event']): Component {
  return kinds.find(([start]) => event.startsWith(start))?.[1] ?? KeyRound
}
