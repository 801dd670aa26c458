import { createHash } from 'node:crypto'
import type { NoticeLanguage } from '@skrin/shared/api/notices'
import { withoutSlash } from '../config/readUrl.ts'
import { randomId } from '../ids.ts'
import { markup } from '../pages/markup.ts'
import type { Markup } from '../pages/markup.ts'
import type { Message } from './channels.ts'
import type { Item } from './describeForReader.ts'
import { words } from './words.ts'

/** So many are told one by one; of the rest only how many. */
const MOST_ITEMS = 20
const MOST_SHORT_ITEMS = 5

interface Letter {
  /** What makes it this message and no other. */
  readonly ids: readonly string[]
  readonly items: readonly Item[]
  readonly language: NoticeLanguage
  readonly publicUrl: URL
}

/** One message of one or many notices: plain text, the same as simple HTML that loads nothing, and a few lines for a push. */
export function writeMessage({ ids, items, language, publicUrl }: Letter): Message {
  const say = words[language]
  const base = withoutSlash(publicUrl)
  const shown = items.slice(0, MOST_ITEMS)
  const more = items.length > shown.length ? say.more(items.length - shown.length) : null
  const [first] = items
  const isOne = items.length === 1
  const subject = isOne && first ? first.title : say.several(items.length)
  const lines = shown.map(({ title, text, path }) =>
    [title, text, `${say.open}: ${base}${path}`].filter((line) => line !== null).join('\n'),
  )
  const ending = `${say.ending}\n${say.settings}: ${base}/settings/notices`
  const blocks = shown.map((item) => toBlock(item, { base, open: say.open }))
  const rest = more === null ? [] : [toText(more)]
  return {
    id: toId(ids),
    subject: toOneLine(subject),
    text: [...lines, more, `-- \n${ending}`].filter((part) => part !== null).join('\n\n'),
    html: toPage(language, [
      ...blocks,
      ...rest,
      markup`<p style="color:#666">${say.ending}<br><a href="${base}/settings/notices">${say.settings}</a></p>`,
    ]),
    short: isOne && first ? (first.text ?? say.open) : toShort(items, say.more),
    href: isOne && first ? `${base}${first.path}` : `${base}/`,
  }
}

/** A code that shows that an address reaches the person. */
export function writeCode({
  code,
  language,
  publicUrl,
}: Pick<Letter, 'language' | 'publicUrl'> & { code: string }): Message {
  const say = words[language].code
  const subject = say.subject(code)
  return {
    id: randomId(),
    subject,
    text: `${subject}\n\n${say.text}\n\n${say.unasked}`,
    html: toPage(language, [toText(subject), toText(say.text), toText(say.unasked)]),
    short: say.text,
    href: `${withoutSlash(publicUrl)}/settings/notices`,
  }
}

function toBlock(
  { title, text, path }: Item,
  { base, open }: { base: string; open: string },
): Markup {
  return markup`<p><strong>${title}</strong><br>${text === null ? null : markup`${text}<br>`}<a href="${base}${path}">${open}</a></p>`
}

function toText(text: string): Markup {
  return markup`<p>${text}</p>`
}

function toPage(language: NoticeLanguage, blocks: readonly Markup[]): string {
  return markup`<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>Skrin</title></head><body style="font-family:sans-serif;line-height:1.5">${blocks}</body></html>`
    .text
}

function toShort(items: readonly Item[], more: (count: number) => string): string {
  const shown = items.slice(0, MOST_SHORT_ITEMS).map(({ title, text }) => {
    return text === null ? title : `${title}\n${text}`
  })
  const rest = items.length - shown.length
  return [...shown, ...(rest > 0 ? [more(rest)] : [])].join('\n\n')
}

/** What a bank calls itself, or a person their account, is no place for a line break. */
function toOneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 150)
}

function toId(ids: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(ids)).digest('hex').slice(0, 32)
}
