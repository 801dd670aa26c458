import type { BankCall, CallOptions } from './bank.ts'
import { toRefusal, tryJson } from './bankAnswer.ts'
import { BankError } from './bankError.ts'
import { createBankApi, sendOnce } from './bankHttp.ts'
import type { BankHttpOptions } from './bankHttp.ts'
import type { TransferAnswer, TransferApi } from './bankTransfers.ts'

/**
 * The way to a bank's transfer calls, beside its reading calls. Only `BankAccess.openTransferApi` makes one.
 * `beforeEachCall` is asked when all else is ready; what it throws keeps the call from leaving.
 */
export function createTransferApi(
  options: BankHttpOptions,
  beforeEachCall: () => Promise<void> = () => Promise.resolve(),
): TransferApi {
  const { bank } = options
  const transferCalls = Object.values(bank.transfers?.calls ?? {})
  return {
    ...createBankApi(options),
    userAgent: options.presence?.userAgent ?? null,
    async send(call, callOptions = {}) {
      if (!transferCalls.includes(call))
        throw new BankError('bank_path_not_allowed', { changedNothing: true })
      const token = await before(options, call, callOptions)
      await beforeEachCall()
      try {
        return await answerOf(options, call, { ...callOptions, token })
      } catch (error) {
        if (error instanceof BankError) await options.budget.noteRefusal(error)
        throw error
      }
    },
  }
}

/** What can fail before a byte is sent. */
async function before(
  { budget, tokens }: BankHttpOptions,
  call: BankCall,
  { params = {} }: CallOptions,
): Promise<string> {
  try {
    await budget.reserve(call, params)
    return await tokens.fetchToken()
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    const { code, field, retryAt, status } = error
    throw new BankError(code, {
      cause: error,
      changedNothing: true,
      ...(field !== undefined && { field }),
      ...(retryAt !== undefined && { retryAt }),
      ...(status !== undefined && { status }),
    })
  }
}

async function answerOf(
  options: BankHttpOptions,
  call: BankCall,
  callOptions: CallOptions & { token: string },
): Promise<TransferAnswer> {
  const { bank, tokens, clock } = options
  const response = await sendOnce(options, call, callOptions)
  const { status } = response
  if (status === 401) {
    // Never sent again by itself; but whoever tries anew finds a token that serves.
    await tokens.fetchToken(callOptions.token).catch((error: unknown) => {
      if (!(error instanceof BankError)) throw error
    })
    throw new BankError('reconnect_needed', { status, changedNothing: true })
  }
  if (status === 429) {
    const { code, retryAt } = toRefusal(bank, call, { response, now: clock.now() })
    throw new BankError(code, { status, changedNothing: true, ...(retryAt && { retryAt }) })
  }
  return { status, body: tryJson(response), isEmpty: response.body.length === 0 }
}
