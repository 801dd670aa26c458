import type { Rule } from '@skrin/shared/api/rules'
import type { AccountId } from '@skrin/shared/brand'
import { useCategories } from '../categories/useCategories.ts'
import { useText } from '../i18n/useText.ts'
import { fromHundredths } from '../ledger/amountBound.ts'

interface Names {
  getAccountName(account: AccountId): string
  getBankName(bank: string): string
}

/** Rules in words: what each asks for, and what it gives. */
export function useRuleWords({ getAccountName, getBankName }: Names) {
  const { t, toList, language } = useText()
  const { getName } = useCategories()

  function toConditionWords({ when }: Pick<Rule, 'when'>): string {
    const words = [
      when.contains && t('rules.wordContains', { text: when.contains }),
      when.starts && t('rules.wordStarts', { text: when.starts }),
      when.counterparty && t('rules.wordCounterparty', { text: when.counterparty }),
      when.direction && t(`rules.${when.direction}`).toLocaleLowerCase(language.value),
      toAmountWords(when),
      when.accounts &&
        t('rules.wordAccounts', { names: toList(when.accounts.map(getAccountName)) }),
      when.banks && t('rules.wordBanks', { names: toList(when.banks.map(getBankName)) }),
      when.category &&
        t('rules.wordHad', { name: when.category === 'none' ? '–' : getName(when.category) }),
    ]
    return words.filter(Boolean).join(' · ')
  }

  function toActionWords({ set }: Pick<Rule, 'set'>): string {
    const words = [
      set.category && getName(set.category),
      set.tags && t('rules.wordTags', { names: toList(set.tags) }),
      set.note && t('rules.wordNote', { text: set.note }),
    ]
    return words.filter(Boolean).join(' · ')
  }

  function toAmountWords({ min, max }: Rule['when']): string | null {
    const toText = (hundredths: number) =>
      fromHundredths(hundredths, language.value === 'en' ? '.' : ',')
    if (min !== undefined && max !== undefined) {
      return t('transactions.chipBetween', { low: toText(min), high: toText(max) })
    }
    if (min !== undefined) return t('transactions.chipOver', { amount: toText(min) })
    return max === undefined ? null : t('transactions.chipUnder', { amount: toText(max) })
  }

  return { toConditionWords, toActionWords }
}
