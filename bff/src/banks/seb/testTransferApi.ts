import type { BankSettings } from '../bank.ts'
import { BankError } from '../bankError.ts'
import type { TransferAnswer, TransferApi } from '../bankTransfers.ts'
import { parseWireJson } from '../wire.ts'
import { createTestApi } from './testApi.ts'

/** By method and path, in the order in which they are asked for; the last one stays. */
export type TransferAnswers = Readonly<Record<string, readonly (TransferAnswer | BankError)[]>>

/** A bank that answers to payments as it is told, and remembers what it was sent. */
export function createTestTransferApi(
  answers: TransferAnswers,
  options: { settings?: BankSettings; userAgent?: string; nowMs?: number } = {},
) {
  const { settings = {}, userAgent = null, nowMs } = options
  const sent: { target: string; body: unknown }[] = []
  const { api: reading } = createTestApi({})
  const api: TransferApi = {
    ...reading,
    settings: { BANKID_LINK: 'bankid:///?autostarttoken={token}&redirect=null', ...settings },
    ...(nowMs !== undefined && { now: () => nowMs }),
    userAgent,
    send: ({ method, path }, { params = {}, body } = {}) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
      const target = `${method} ${filled.replace('/payments/private-se-domestic-own-credit-transfers', '/own')}`
      const times = sent.filter((one) => one.target === target).length
      sent.push({ target, body })
      const list = answers[target] ?? []
      const found = list[Math.min(times, list.length - 1)] ?? new BankError('bank_unreachable')
      return found instanceof BankError ? Promise.reject(found) : Promise.resolve(found)
    },
  }
  return { api, sent, targets: () => sent.map(({ target }) => target) }
}

export function answer(status: number, body?: object): TransferAnswer {
  return {
    status,
    body: body && parseWireJson(JSON.stringify(body)),
    isEmpty: body === undefined,
  }
}
