import type { Money } from '@skrin/shared/money'
import { useText } from '../i18n/useText.ts'
import { usePreferences } from '../preferences/usePreferences.ts'
import { formatMoney } from '../ui/formatMoney.ts'

/** Amounts inside sentences and choices; an amount that stands alone is a `MoneyText`. `own`: hidden when amounts are. */
export function useMoneyWords() {
  const { localeTag } = useText()
  const preferences = usePreferences()

  return {
    own: (money: Money) =>
      preferences.hideAmounts ? '•••••' : formatMoney(money, localeTag.value),
    ofBank: (money: Money) => formatMoney(money, localeTag.value),
  }
}
