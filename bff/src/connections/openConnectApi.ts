import type { BankApi, Presence } from '../banks/bank.ts'
import { BankError } from '../banks/bankError.ts'
import { createBankApi } from '../banks/bankHttp.ts'
import type { Clock } from '../clock.ts'
import type { BankLine } from './bankAccess.ts'

export interface ConnectAccess {
  readonly accessToken: string
  readonly consentId: string | null
  readonly presence: Presence | null
}

/** The API before there is a connection: one token in hand, no budget to keep yet. */
export function openConnectApi(
  { clock }: { clock: Clock },
  { bank, config, transport }: BankLine,
  { accessToken, consentId, presence }: ConnectAccess,
): BankApi {
  const refused = typeof bank.auth.server === 'object' ? 'bank_client_invalid' : 'bank_refused'
  return createBankApi({
    bank,
    config,
    transport,
    clock,
    presence,
    consentId,
    tokens: {
      fetchToken: (rejected) =>
        rejected === undefined
          ? Promise.resolve(accessToken)
          : Promise.reject(new BankError(refused, { status: 401 })),
    },
    budget: { reserve: () => Promise.resolve(), noteRefusal: () => Promise.resolve() },
  })
}
