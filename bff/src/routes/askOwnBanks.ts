import type { Request, Response } from 'express'
import type { Outcome } from '@skrin/shared/api/connections'
import { askBanks } from '../accounts/askBanks.ts'
import type { Context } from '../context.ts'
import { tokenOf } from '../http/bearer.ts'
import { memberOf } from '../http/memberOf.ts'
import { presenceOf } from '../http/presence.ts'

interface Asking {
  readonly request: Request
  readonly response: Response
  readonly prefer: 'cache' | undefined
}

/** Asks the banks of whoever is at the screen. A script's token asks nobody, and learns nothing of connections. */
export async function askOwnBanks(
  context: Context,
  { request, response, prefer }: Asking,
): Promise<Outcome[]> {
  if (tokenOf(response)) return []
  return askBanks(context, memberOf(response).id, { presence: presenceOf(request), prefer })
}
