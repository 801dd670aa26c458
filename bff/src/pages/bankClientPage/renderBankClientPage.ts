import type { ClientForm } from '../../banks/bank.ts'
import { markup } from '../markup.ts'
import type { Markup } from '../markup.ts'
import { toQuery } from '../look.ts'
import type { Look } from '../look.ts'
import { renderPage } from '../renderPage.ts'
import { renderFields } from './renderFields.ts'
import type { FieldErrors } from './renderFields.ts'
import { renderNotice } from './renderNotice.ts'
import { texts } from './texts.ts'
import type { BankClientTexts } from './texts.ts'

/** What the page knows. Nothing of it is a secret, but for the invented client of the demo. */
export interface BankClientPage {
  readonly bank: {
    readonly id: string
    readonly name: string
    readonly form: ClientForm
    /** Whether the secret is a private key, which has many lines. */
    readonly takesKey: boolean
  }
  readonly redirectAddress: string
  /** The member's own one as it is; `day` is when it was entered, in words. */
  readonly known: {
    readonly ending: string
    readonly day: string
    readonly isReadable: boolean
  } | null
  /** Binds the form to this session. */
  readonly token: string
  /** What the person has to prove themselves with in the same form; null: nothing, they just did. */
  readonly proof: { readonly code: boolean } | null
  /** What was typed, when it comes back with errors. */
  readonly clientId: string
  readonly errors: FieldErrors
  /** In the demo: what the invented bank takes. */
  readonly invented: { readonly id: string; readonly secret: string } | null
}

export function renderBankClientPage(look: Look, page: BankClientPage): string {
  const words = texts[look.language]
  const title = words.title(page.bank.name)
  const isWrong = Object.keys(page.errors).length > 0
  return renderPage(look, {
    title: isWrong ? `${words.errorTitle}: ${title}` : title,
    back: { href: '/banks', label: words.back },
    body: markup`<div class="title">
        <span class="bank" aria-hidden="true">${toLetters(page.bank.name)}</span>
        <h1>${title}</h1>
      </div>
      <p class="soft">${words.intro}</p>
      ${renderGetting(look, page)} ${page.invented && renderInvented(words, page.invented)}
      ${page.known && renderKnown(words, page.known)}
      <form
        class="card"
        method="post"
        action="/bank-clients/${page.bank.id}?${toQuery(look)}"
        autocomplete="off"
      >
        ${renderFields(look, page)}
      </form>
      <p class="small soft">${words.promise}</p>`,
  })
}

function renderGetting(look: Look, { bank, redirectAddress }: BankClientPage): Markup {
  const words = texts[look.language]
  const { getting, url, wantsRedirectAddress } = bank.form
  return markup`<section class="stack">
    <h2>${words.where}</h2>
    <p class="soft">${getting[look.language]}</p>
    ${url !== null && markup`<p><a href="${url}" rel="noreferrer noopener" target="_blank">${words.portal(bank.name)}</a></p>`}
    ${
      wantsRedirectAddress &&
      markup`<p class="small soft">${words.redirectAddress}</p>
        <code>${redirectAddress}</code>`
    }
  </section>`
}

function renderInvented(
  words: BankClientTexts,
  { id, secret }: { id: string; secret: string },
): Markup {
  return renderNotice(
    'plain',
    markup`<p>${words.demo}</p>
      <code>${id}</code>
      <code>${secret}</code>`,
  )
}

function renderKnown(
  words: BankClientTexts,
  { ending, day, isReadable }: NonNullable<BankClientPage['known']>,
): Markup {
  const body = markup`<p>${words.known(ending, day)}</p>
    <p>${isReadable ? words.replaces : words.unreadable}</p>`
  return renderNotice(isReadable ? 'plain' : 'attention', body)
}

/** As our own page writes a bank's mark. */
function toLetters(name: string): string {
  return /^\p{Lu}{2,3}$/u.test(name) ? name : name.slice(0, 2)
}
