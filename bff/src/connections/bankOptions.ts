import type { BankOption, Country } from '@skrin/shared/api/banks'
import type { MemberId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { Presence } from '../banks/bank.ts'
import type { Clock } from '../clock.ts'
import type { BankAccess, BankLine } from './bankAccess.ts'
import type { ClientLine } from './clientLines.ts'
import { openConnectApi } from './openConnectApi.ts'

/** Banks come and go by the month. */
const KEPT_MS = 6 * 60 * 60_000
/** Each list may have hundreds of options: more bank clients and countries than any household has. */
const MOST_KEPT = 100

const languages: Readonly<Record<Country, string>> = {
  NO: 'nb',
  SE: 'sv',
  DK: 'da',
  FI: 'fi',
  IS: 'is',
}

export interface Chooser {
  readonly member: MemberId
  readonly bank: string
  readonly presence: Presence
}

/** What can be chosen at banks that know their options themselves. */
export interface BankOptions {
  /**
   * One country's, by label.
   * @throws AppError not_found for a bank without options, bad_request for a country that is not among its own,
   *   bank_not_configured without a bank client · BankError
   */
  list(chooser: Chooser, country: Country): Promise<readonly BankOption[]>
  /**
   * What was chosen; null where there is nothing to choose.
   * @throws AppError bad_request where none was chosen, or one that the bank does not have · as `list`
   */
  find(chooser: Chooser, choices: Readonly<Record<string, string>>): Promise<BankOption | null>
}

interface Deps {
  readonly access: BankAccess
  readonly clock: Clock
}

interface Kept {
  readonly options: Promise<readonly BankOption[]>
  readonly until: number
}

/** Asked once for all who use the same bank client, and kept for hours: a person who looks around costs the bank one call. */
export function createBankOptions(deps: Deps): BankOptions {
  const { access, clock } = deps
  const kept = new Map<string, Kept>()

  const keep = (key: string, options: Kept['options']): Kept['options'] => {
    kept.delete(key)
    kept.set(key, { options, until: clock.now() + KEPT_MS })
    // A failure is asked again by the next who looks.
    options.catch(() => kept.delete(key))
    const [oldest] = kept.keys()
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    return options
  }

  const list: BankOptions['list'] = async (chooser, country) => {
    const line = access.getLine(chooser.bank)
    if (!line?.bank.offers) throw new AppError('not_found')
    if (!line.bank.manifest.countries.includes(country))
      throw new AppError('bad_request', { field: 'country' })
    const client = await access.chooseClient(chooser)
    if (!client) throw new AppError('bank_not_configured')
    const key = JSON.stringify([chooser.bank, client.clientId, country])
    const known = kept.get(key)
    if (known && known.until > clock.now()) return known.options
    return keep(key, fetchOptions(deps, { line, client, chooser, country }))
  }

  return {
    list,
    async find(chooser, choices) {
      const bank = access.getLine(chooser.bank)?.bank
      const choice = bank?.manifest.choices.find(({ source }) => source === 'bank')
      if (!bank || !choice) return null
      const value = choices[choice.name]
      const country = value === undefined ? null : (bank.offers?.countryOf(value) ?? null)
      const options = country === null ? [] : await list(chooser, country)
      const option = options.find((one) => one.value === value)
      if (!option) throw new AppError('bad_request', { field: `choices.${choice.name}` })
      return option
    },
  }
}

interface Asking {
  readonly line: BankLine
  readonly client: ClientLine
  readonly chooser: Chooser
  readonly country: Country
}

async function fetchOptions(
  deps: Deps,
  { line, client, chooser, country }: Asking,
): Promise<readonly BankOption[]> {
  const { accessToken } = await client.oauth.requestClientCredentials('reading')
  const { presence } = chooser
  const api = openConnectApi(deps, line, { accessToken, consentId: null, presence })
  const options = (await line.bank.offers?.fetchOptions(api, country)) ?? []
  const order = new Intl.Collator(languages[country])
  return [...options].sort((one, other) => order.compare(one.label, other.label))
}
