import { markup } from '../markup.ts'
import type { Markup } from '../markup.ts'
import type { Look } from '../look.ts'
import type { BankClientPage } from './renderBankClientPage.ts'
import { renderNotice } from './renderNotice.ts'
import { texts } from './texts.ts'

export type FieldName = 'clientId' | 'clientSecret' | 'password' | 'code'
/** Sentences for the person; `form`: of none of the fields alone. */
export type FieldErrors = Readonly<Partial<Record<FieldName | 'form', string>>>

export const TOKEN_FIELD = 'token'

const order: readonly FieldName[] = ['clientId', 'clientSecret', 'password', 'code']

export function renderFields(look: Look, page: BankClientPage): Markup {
  const words = texts[look.language]
  const { takesKey } = page.bank
  const { idName, secretName } = page.bank.form
  // Without script the page itself has to put the reader where something is to be done.
  const focused = order.find((name) => page.errors[name] !== undefined)
  const field = (name: FieldName, about: Omit<Field, 'name' | 'error' | 'isFocused'>) =>
    renderField({ ...about, name, error: page.errors[name], isFocused: name === focused })
  return markup`${renderErrors(look, page)}
    <input type="hidden" name="${TOKEN_FIELD}" value="${page.token}" />
    ${field('clientId', {
      label: idName[look.language],
      hint: words.trimmed,
      attributes: markup` type="text" value="${page.clientId}" autocomplete="off"`,
    })}
    ${field('clientSecret', {
      label: secretName[look.language],
      hint: takesKey ? words.keyHint : words.secretHint,
      isLong: takesKey,
      attributes: markup`${!takesKey && markup` type="password"`} autocomplete="off" data-1p-ignore data-lpignore="true"`,
    })}
    ${
      page.proof &&
      markup`<fieldset>
        <legend>${words.whoTitle}</legend>
        <p class="small soft">${words.whoIntro}</p>
        ${field('password', {
          label: words.password,
          attributes: markup` type="password" autocomplete="current-password"`,
        })}
        ${
          page.proof.code &&
          field('code', {
            label: words.code,
            hint: words.codeHint,
            attributes: markup` type="text" autocomplete="one-time-code"`,
          })
        }
      </fieldset>`
    }
    <div class="actions">
      <button class="button main" type="submit">${words.save}</button>
      <a class="button plain" href="/banks">${words.cancel}</a>
    </div>`
}

function renderErrors({ language }: Look, { errors }: BankClientPage): Markup | null {
  if (Object.keys(errors).length === 0) return null
  const words = texts[language]
  return renderNotice(
    'bad',
    markup`<p>${errors.form ?? words.notKept}</p>
      <p class="small">${words.typeAgain}</p>`,
  )
}

interface Field {
  readonly name: FieldName
  readonly label: string
  readonly hint?: string
  readonly error: string | undefined
  readonly isFocused: boolean
  /** Of many lines, which only a text area takes; what is typed there can be read on the screen. */
  readonly isLong?: boolean
  readonly attributes: Markup
}

function renderField({ name, label, hint, error, isFocused, ...field }: Field): Markup {
  const note = error ?? hint
  const attributes = markup`id="${name}"
      name="${name}"
      ${field.attributes}
      required
      autocapitalize="none"
      spellcheck="false"
      ${
        error !== undefined && markup` aria-invalid="true"`
      }${note !== undefined && markup` aria-describedby="${name}-note"`}${isFocused && markup` autofocus`}`
  return markup`<div class="field">
    <label for="${name}">${label}</label>
    ${
      field.isLong === true
        ? markup`<textarea ${attributes} rows="8"></textarea>`
        : markup`<input ${attributes} />`
    }
    ${
      note !== undefined &&
      markup`<p id="${name}-note" class="small ${error === undefined ? 'soft' : 'wrong'}">${note}</p>`
    }
  </div>`
}
