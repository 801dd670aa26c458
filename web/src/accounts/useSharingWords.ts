import type { Member } from '@skrin/shared/api/session'
import type { Share, ShareLevel } from '@skrin/shared/api/sharing'
import type { MessageKey } from '../i18n/messages.ts'
import { useText } from '../i18n/useText.ts'

const levelNames: Readonly<Record<ShareLevel, MessageKey>> = {
  balance: 'sharing.balance',
  transactions: 'sharing.transactions',
}

/** What shares mean, in words: short for a row, and in whole sentences before they are made. */
export function useSharingWords(others: () => readonly Member[]) {
  const { t, plural, toList } = useText()

  const getName = (share: Share) =>
    share.with === 'household'
      ? t('sharing.everybody')
      : others().find(({ id }) => id === share.with)?.name

  /** `Emma: balance only`, one for each share. */
  function toLabels(shares: readonly Share[]): string[] {
    return shares.flatMap((share) => {
      const name = getName(share)
      return name === undefined ? [] : [`${name}: ${t(levelNames[share.level]).toLowerCase()}`]
    })
  }

  function toSentences(shares: readonly Share[]): string[] {
    if (shares.length === 0) return [t('sharing.nobodySees')]
    const everybody = shares.find((share) => share.with === 'household')
    const named = shares.filter((share) => share.with !== 'household')
    const isRestLeft = !everybody && named.length < others().length
    return [
      everybody ? toSentenceForAll(everybody) : '',
      toSentence(named, 'transactions'),
      toSentence(named, 'balance'),
      isRestLeft ? t('sharing.restSeesNothing') : '',
    ].filter((sentence) => sentence !== '')
  }

  function toSentenceForAll({ level }: Share): string {
    return t(level === 'balance' ? 'sharing.allSeeBalance' : 'sharing.allSeeTransactions')
  }

  function toSentence(shares: readonly Share[], level: ShareLevel): string {
    const names = shares
      .filter((share) => share.level === level)
      .flatMap((one) => getName(one) ?? [])
    if (names.length === 0) return ''
    const key = level === 'balance' ? 'sharing.seesBalance' : 'sharing.seesTransactions'
    return plural(key, names.length, { names: toList(names) })
  }

  return { toLabels, toSentences }
}
