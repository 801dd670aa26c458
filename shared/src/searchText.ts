// Letters that Unicode does not decompose, as a Nordic reader types them without the right keyboard.
const folded: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'ae',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ł: 'l',
}

/**
 * The form in which texts are compared when searching: lower case, accents off, white space single.
 * `Åse Ødegård` and `ase odegard` meet; `ae` finds `æ`.
 */
export function toSearchText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[øæđðþßł]/g, (letter) => folded[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim()
}
