export interface Form {
  readonly action: string
  readonly method: 'GET' | 'POST'
  /** Inputs as they stand, and the first or marked option of each select. */
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  readonly buttons: readonly {
    readonly name: string
    readonly value: string
    readonly label: string
  }[]
}

/** The forms of a page of the sandbox banks, whose HTML is ours and regular. */
export function readForms(html: string): Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(
    ([, head = '', body = '']) => ({
      action: attribute(head, 'action') ?? '',
      method: attribute(head, 'method')?.toUpperCase() === 'POST' ? 'POST' : 'GET',
      fields: [...readInputs(body), ...readSelects(body)],
      buttons: readButtons(body),
    }),
  )
}

function readInputs(html: string) {
  return [...html.matchAll(/<input\b([^>]*)>/gi)]
    .map(([, head = '']) => head)
    .filter((head) => !isTicked(head) || /\bchecked\b/i.test(head))
    .map((head) => ({ name: attribute(head, 'name') ?? '', value: attribute(head, 'value') ?? '' }))
    .filter(({ name }) => name !== '')
}

function isTicked(head: string): boolean {
  return ['checkbox', 'radio'].includes(attribute(head, 'type') ?? '')
}

function readSelects(html: string) {
  return [...html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)].map(
    ([, head = '', body = '']) => {
      const options = [...body.matchAll(/<option\b([^>]*)>([^<]*)/gi)]
      const marked = options.find(([, option = '']) => /\bselected\b/i.test(option)) ?? options[0]
      const value = attribute(marked?.[1] ?? '', 'value') ?? plainText(marked?.[2] ?? '')
      return { name: attribute(head, 'name') ?? '', value }
    },
  )
}

function readButtons(html: string) {
  return [...html.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)].map(
    ([, head = '', body = '']) => ({
      name: attribute(head, 'name') ?? '',
      value: attribute(head, 'value') ?? '',
      label: plainText(body),
    }),
  )
}

function attribute(head: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(head)
  const value = match?.[1] ?? match?.[2]
  return value === undefined ? undefined : decode(value)
}

function plainText(html: string): string {
  return decode(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => named[name] ?? '')
}
