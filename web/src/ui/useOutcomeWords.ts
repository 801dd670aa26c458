import type { ProblemCode } from '@skrin/shared/problems'
import { useText } from '../i18n/useText.ts'
import { toOutcomeKey } from './outcomeKey.ts'

/** Who was asked: a bank, and the service through which it is read, if there is one. */
export interface AskedNames {
  readonly bank: string
  readonly service: string | null
}

/** What only the service itself can have done: the bank behind it did not come into it. */
const ofService: ReadonlySet<ProblemCode | null> = new Set([
  'bank_unreachable',
  'bank_timeout',
  'bank_unavailable',
  'bank_wrong_answer',
  'bank_client_invalid',
])

/** Says what happened and who is meant, the service or the bank behind it. `asked`: the words that tell when. */
export function useOutcomeWords() {
  const { t } = useText()

  return (problem: ProblemCode | null, { bank, service }: AskedNames, asked = ''): string => {
    const isOfService = service !== null && service !== bank && ofService.has(problem)
    const name = isOfService ? t('outcomes.through', { service, bank }) : bank
    return t(toOutcomeKey(problem), { bank: name, asked })
  }
}
