import type { RulePreview } from '@skrin/shared/api/rules'
import type { CategoryId } from '@skrin/shared/brand'

type Row = Pick<RulePreview['rows'][number], 'from' | 'to'>

export interface GivenChange {
  readonly from: string
  readonly to: string
}

interface Words {
  getName(category: CategoryId | null): string
  /** Stands for no tags and no note. */
  readonly empty: string
}

/** What a rule would change in one transaction, in words: only what differs. */
export function toGivenChanges({ from, to }: Row, { getName, empty }: Words): GivenChange[] {
  const pairs: GivenChange[] = [
    { from: getName(from.category), to: getName(to.category) },
    { from: from.tags.join(', ') || empty, to: to.tags.join(', ') || empty },
    { from: from.note ?? empty, to: to.note ?? empty },
  ]
  return pairs.filter((pair) => pair.from !== pair.to)
}
