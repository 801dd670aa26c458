import { markup } from '../markup.ts'
import type { Look } from '../look.ts'
import { renderPage } from '../renderPage.ts'
import { texts } from './texts.ts'

export type Refusal = 'forbidden' | 'notFound' | 'expired' | 'failed'

export interface RefusalPage {
  readonly refusal: Refusal
  /** Where the form can be opened again. */
  readonly href: string
  readonly reference: string
}

/** A page that says why there is no form, and where to go on. */
export function renderRefusal(look: Look, { refusal, href, reference }: RefusalPage): string {
  const words = texts[look.language]
  const { title, text } = words[refusal]
  return renderPage(look, {
    title,
    back: { href: '/banks', label: words.back },
    body: markup`<h1>${title}</h1>
      <p class="soft">${text}</p>
      ${
        refusal === 'expired' &&
        markup`<p><a class="button main" href="${href}">${words.expired.again}</a></p>`
      }
      ${refusal === 'failed' && markup`<p class="small soft">${words.reference(reference)}</p>`}`,
  })
}
