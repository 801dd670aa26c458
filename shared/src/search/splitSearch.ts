/** A piece of a search, before anybody asks what it means. */
export interface Piece {
  readonly from: number
  readonly to: number
  readonly negated: boolean
  /** `amount` and `>` of `amount>500`; the name is as typed, and empty in `>500`. */
  readonly operator: { readonly name: string; readonly sign: OperatorSign } | null
  /** Without quotation marks. */
  readonly value: string
  readonly valueAt: number
  readonly quoted: boolean
}

export type OperatorSign = ':' | '=' | '>' | '<' | '>=' | '<='

const quotes = `"“”„«»`
// Minus, name with its sign or a sign alone, and a value in quotation marks (also not yet closed) or up to the next space.
const piecePattern = new RegExp(
  `(?<minus>-)?(?:(?<name>\\p{L}+)(?<sign>[:=]|[<>]=?)|(?<alone>[<>]=?)\\s*|(?<hash>#))?` +
    `(?:[${quotes}](?<quoted>[^${quotes}]*)[${quotes}]?|(?<bare>[^\\s${quotes}]+))?`,
  'gu',
)

export function splitSearch(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const match of text.matchAll(piecePattern)) {
    if (match[0].trim() === '') continue
    const { minus, name, sign, alone, hash, quoted, bare } = match.groups ?? {}
    const from = match.index
    const to = from + match[0].length
    const value = quoted ?? bare ?? ''
    const shown =
      quoted === undefined
        ? value.length
        : value.length + match[0].length - match[0].lastIndexOf(value)
    pieces.push({
      from,
      to,
      negated: minus !== undefined,
      operator: toOperator({ name, sign: sign ?? alone, hash }),
      value,
      valueAt: quoted === undefined ? to - shown : from + match[0].indexOf(value),
      quoted: quoted !== undefined,
    })
  }
  return pieces
}

function toOperator({
  name = '',
  sign,
  hash,
}: Record<'name' | 'sign' | 'hash', string | undefined>): Piece['operator'] {
  if (hash !== undefined) return { name: 'tag', sign: ':' }
  return sign === undefined ? null : { name, sign: sign as OperatorSign }
}
