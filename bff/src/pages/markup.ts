/** Markup that was put together by `markup`, so that whatever text is in it is escaped. */
export interface Markup {
  readonly text: string
}

type Part = string | Markup | readonly Markup[] | null | false

/** A piece of a page. What is put in is text, escaped for elements and quoted attributes, unless it is `markup` itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const text = strings.reduce(
    (before, piece, index) => before + toText(parts[index - 1] ?? null) + piece,
  )
  return { text }
}

function toText(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string') return escape(part)
  if ('text' in part) return part.text
  return part.map(({ text }) => text).join('')
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter)
}
