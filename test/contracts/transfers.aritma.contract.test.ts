import { aritma } from '@skrin/bff/banks/aritma/aritma'
import { describeTransfers } from './support/transferSuite.ts'
import type { TransferVisit } from './support/transferVisit.ts'
import { clickThrough, visitAritma } from './aritma/visitAritma.ts'
import type { AritmaVisit } from './aritma/visitAritma.ts'

const NOON = '2026-11-20T11:00:00Z'

interface Visit extends TransferVisit {
  readonly at: AritmaVisit
}

async function open(limits?: { totalMs: number }): Promise<Visit> {
  const at = await visitAritma(NOON, limits)
  const api = at.transferApi(await at.connect('DNB', 'Ingrid Lindvik', 'Approve'))
  return {
    at,
    bank: aritma,
    sandbox: at.sandbox,
    api,
    between: ['aritma-regning', 'aritma-spar'],
    approve: async (step) => {
      if (step.kind === 'approval' && step.approval.kind === 'page')
        await clickThrough(step.approval.url, ['Approve'])
    },
    close: () => at.close(),
  }
}

describeTransfers({
  name: 'Aritma',
  operation: 'payments',
  amounts: [1, 29, 1_00, 10_10, 1_234_05],
  refusals: [['AC03', 'to_number_invalid']],
  unreliable: 'not_sent',
  open,
})
