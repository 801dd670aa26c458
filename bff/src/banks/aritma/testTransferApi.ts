import type { BankCall, CallOptions } from '../bank.ts'
import type { BankError } from '../bankError.ts'
import type { TransferAnswer, TransferApi } from '../bankTransfers.ts'
import { createTestApi } from './testApi.ts'
import { transferCalls } from './transferCalls.ts'

type CallName = keyof typeof transferCalls

/** What the bank answers to each call, in turn; a status alone is an answer without JSON. */
export type TransferScript = Partial<
  Record<CallName, readonly (TransferAnswer | BankError | number)[]>
>

/** A bank that answers to transfer calls as it is told, and remembers what it was sent. */
export function createTestTransferApi(script: TransferScript) {
  const left = new Map(Object.entries(script).map(([name, answers]) => [name, [...answers]]))
  const sent: { name: string; options: CallOptions }[] = []
  const api: TransferApi = {
    ...createTestApi({}).api,
    userAgent: null,
    send(call, options = {}) {
      const name = nameOf(call)
      sent.push({ name, options })
      const answer = left.get(name)?.shift()
      if (answer === undefined) throw new Error(`no answer to ${name}`)
      if (answer instanceof Error) return Promise.reject(answer)
      return Promise.resolve(
        typeof answer === 'number' ? { status: answer, body: undefined, isEmpty: true } : answer,
      )
    },
  }
  return { api, sent }
}

function nameOf(call: BankCall): string {
  return Object.entries(transferCalls).find(([, one]) => one === call)?.[0] ?? 'unknown call'
}
