import { markup } from '../markup.ts'
import type { Markup } from '../markup.ts'

const circle = markup`<circle cx="12" cy="12" r="10" /><path d="M12 8v4m0 4h.01" />`

/** A box with a sign: by its meaning, and not by its colour alone. `bad` is read out at once. */
export function renderNotice(kind: 'plain' | 'attention' | 'bad', body: Markup): Markup {
  const role = kind === 'bad' && markup` role="alert"`
  return markup`<div class="notice ${kind}" ${role}>
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      ${circle}
    </svg>
    <div>${body}</div>
  </div>`
}
