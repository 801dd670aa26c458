import * as v from 'valibot'
import { bankId } from './banks.ts'
import { bankClientId, instant } from './primitives.ts'

/** A member's own app registration at a bank. Entered on a page without script, and told to nobody again. */
export const bankClient = v.object({
  id: bankClientId,
  bank: bankId,
  /** The last four characters of the client id, fewer of a short one. */
  idEnding: v.string(),
  /** unreadable: sealed with a key that is lost. It counts as not there until it is entered again. */
  state: v.picklist(['ready', 'unreadable']),
  createdAt: instant,
  /** How many of one's connections were made with it. */
  connections: v.number(),
})
export type BankClientEntry = v.InferOutput<typeof bankClient>

/** GET /api/bank-clients: one's own. DELETE /api/bank-clients/{id} ends its connections first, at the bank where it can be. */
export const bankClientsAnswer = v.object({ bankClients: v.array(bankClient) })
export type BankClientsAnswer = v.InferOutput<typeof bankClientsAnswer>
