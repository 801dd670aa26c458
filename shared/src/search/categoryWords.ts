import type { CategoryId } from '../brand.ts'
import type { BuiltInCategory } from '../categories/builtInCategories.ts'
import { toSearchWords } from './searchWords.ts'

/** What people call the built-in categories when they search, beside their codes: English, Norwegian, Swedish. */
const words: Readonly<Record<BuiltInCategory, readonly string[]>> = {
  housing: ['rent', 'shared costs', 'husleie', 'felleskostnader', 'hyra', 'avgift'],
  electricity: ['power', 'strøm', 'el'],
  phone_internet: ['phone', 'internet', 'mobil', 'internett', 'telefon', 'bredband'],
  insurance: ['forsikring', 'försäkring', 'försäkringar'],
  loans: ['loan', 'mortgage', 'lån', 'boliglån', 'bolån'],
  home: ['house', 'hus', 'hjem', 'hem'],
  groceries: ['food', 'mat', 'dagligvarer', 'livsmedel', 'matvarer'],
  eating_out: ['restaurant', 'cafe', 'eating out', 'restaurang', 'kafé', 'uteliv'],
  alcohol: ['wine', 'beer', 'vin', 'øl', 'öl'],
  shopping: ['handel'],
  transport: ['public transport', 'taxi', 'kollektiv', 'kollektivt', 'kollektivtrafik'],
  car: ['fuel', 'bil', 'bensin', 'drivstoff'],
  health: ['helse', 'hälsa', 'vård', 'lege', 'läkare'],
  children: ['kids', 'barn', 'barnehage', 'förskola'],
  clothing: ['clothes', 'shoes', 'klær', 'sko', 'kläder', 'skor'],
  care: ['personal care', 'frisør', 'frisör', 'pleie', 'skönhet'],
  education: ['school', 'utdanning', 'skole', 'utbildning', 'skola'],
  pets: ['kjæledyr', 'husdjur', 'dyr'],
  leisure: ['sports', 'culture', 'fritid', 'sport', 'kultur'],
  travel: ['reise', 'reiser', 'resa', 'resor', 'ferie', 'semester'],
  subscriptions: ['subscription', 'abonnement', 'abonnementer', 'abonnemang'],
  gifts: ['gift', 'giving', 'gave', 'gaver', 'presenter', 'gåvor'],
  savings: ['saving', 'sparing', 'sparande'],
  taxes: ['tax', 'skatt'],
  fees: ['bank fees', 'gebyr', 'gebyrer', 'bankgebyrer', 'avgifter', 'bankavgifter'],
  cash: ['atm', 'kontanter', 'minibank', 'bankomat'],
  other_out: ['other spending', 'andre utgifter', 'övriga utgifter'],
  salary: ['wages', 'lønn', 'lön'],
  benefits: ['pension', 'trygd', 'pensjon', 'bidrag', 'nav'],
  interest: ['rente', 'renter', 'renteinntekter', 'ränta', 'ränteintäkter'],
  refunds: ['refund', 'refusjon', 'tilbakebetaling', 'återbetalning'],
  other_in: ['other income', 'andre inntekter', 'övriga inkomster'],
}

/** For what is in no category. */
const none = ['none', 'uncategorised', 'uncategorized', 'ingen', 'inga', 'utan', 'uten']

const folded = (Object.keys(words) as BuiltInCategory[]).map((code) => ({
  code,
  names: [code, ...words[code]].map(toSearchWords),
}))

/** The built-in categories that are called so; `name` is folded, and may be the beginning of a longer one from three letters on. */
export function findCategories(name: string): (CategoryId | 'none')[] {
  const wanted = toSearchWords(name)
  if (none.includes(wanted)) return ['none']
  const exact = folded.filter(({ names }) => names.includes(wanted))
  const found =
    exact.length > 0 || wanted.length < 3
      ? exact
      : folded.filter(({ names }) => names.some((one) => one.startsWith(wanted)))
  return found.map(({ code }) => toCategoryId(code))
}

function toCategoryId(code: BuiltInCategory): CategoryId {
  return code as string as CategoryId
}
