import { it } from 'vitest'
import { proveOrders } from './transferOrders/proveOrders.ts'

// With transferOrdersOnPostgres.test.ts 1,000 runs in all, in two files to run beside each other.
it(
  'M5: in 600 random runs over lost and late answers, crashes, double clicks, two programs and replays, no order is carried out twice and none is reported wrongly',
  { timeout: 300_000 },
  () => proveOrders('sqlite', 600),
)
