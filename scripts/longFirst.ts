import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** What takes long in few lines. Where no run went before, Vitest goes by the size of the file, and these came last. */
const long = [
  'flows/privacyMatrix.test.ts',
  'flows/transferOrders.test.ts',
  'flows/transferOrdersOnPostgres.test.ts',
  'flows/killed.test.ts',
  'flows/start.test.ts',
  'flows/simulatedYear.test.ts',
  'flows/budgets.test.ts',
  'flows/killedSync.test.ts',
  'ledger/saved.test.ts',
]

/** So that no processor waits at the end for the last of them. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(name))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}
