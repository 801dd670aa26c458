import express from 'express'
import type { Router } from 'express'
import type { WorldAccount } from '../../world/world.ts'
import { toAccountId } from './accountBodies.ts'
import { sendDone, sendTrouble, toErrorEnvelope } from './answers.ts'
import type { Trouble } from './answers.ts'
import { BANK } from './parts.ts'
import type { SbankenParts } from './parts.ts'
import { readTransfer } from './transferBody.ts'
import { openVisit } from './visit.ts'
import type { Visit } from './visit.ts'

/** Money moves at once, and nothing is said but that it did: no id to ask for it by. */
export function addTransferRoute(router: Router, parts: SbankenParts): void {
  const { kit, begin } = parts
  // The three media types of the bank's v1 file.
  const json = express.json({
    type: ['application/json', 'application/json-patch+json', 'text/json'],
  })
  router.post(
    '/apibeta/api/:version/Transfers',
    json,
    ...begin('transfer'),
    (request, response) => {
      const visit = openVisit(parts, request, response)
      if (!visit) return
      const fault = kit.faults.take(BANK, 'transfer', ['refuse', 'partial'])
      if (fault?.kind === 'partial') {
        // v1 can say that it failed with status 200; of which kind is the value.
        const errorType = fault.value === 'Input' ? 'Input' : 'System'
        return void response.json(toErrorEnvelope({ status: 200, errorType, message: 'sandbox' }))
      }
      const wrong = fault ? String(fault.value ?? 'refused') : move(parts, visit, request.body)
      if (wrong !== null) return sendTrouble(response, visit.version, toTrouble(wrong))
      if (kit.faults.take(BANK, 'transfer', ['wrong_shape']))
        return void response.json({ transfer: 'perhaps' })
      sendDone(response, visit.version)
    },
  )
}

/** A text: why not. The bank has no list of codes. */
function move({ kit, today }: SbankenParts, { accounts }: Visit, body: unknown): string | null {
  const transfer = readTransfer(body)
  if (typeof transfer === 'string') return transfer
  const find = (accountId: string) => accounts.find((one) => toAccountId(one) === accountId)
  const from = find(transfer.fromAccountId)
  const to = find(transfer.toAccountId)
  if (!from || !to) return 'The account does not exist or cannot be accessed.'
  const { amountMinor, message } = transfer
  const wrong = findWrong({ from, to })
  if (wrong !== null) return wrong
  if (kit.world.balanceOf(from.id, today()).availableMinor < amountMinor)
    return 'The amount exceeds what is available on the account.'
  kit.world.moveMoney({ from: from.id, to: to.id, amountMinor, orderedOn: today(), message })
  return null
}

/** Which kinds of account it takes is not documented: neither a card nor a loan can be taken from here. */
function findWrong({ from, to }: { from: WorldAccount; to: WorldAccount }): string | null {
  if (from.id === to.id) return 'From and to account must be different.'
  const canPay = from.kind === 'current' || from.kind === 'savings'
  return canPay && to.kind !== 'loan' ? null : 'The account cannot be used for transfers.'
}

function toTrouble(message: string): Trouble {
  return { status: 400, errorType: 'Input', message }
}
