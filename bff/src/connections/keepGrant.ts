import type { ConnectionId } from '@skrin/shared/brand'
import { AppError } from '../appError.ts'
import type { BankAccess } from './bankAccess.ts'
import { BankError } from '../banks/bankError.ts'
import { openConnectApi } from './openConnectApi.ts'
import { revokeGrant } from './revokeGrant.ts'
import { saveConnection } from './saveConnection.ts'
import type { NewConnection, SaveDeps } from './saveConnection.ts'

interface Deps extends SaveDeps {
  readonly access: BankAccess
}

/**
 * `saveConnection`; what came for somebody who left or became a child meanwhile is given back to the bank.
 * @throws AppError as it does
 */
export async function keepGrant(deps: Deps, made: NewConnection): Promise<ConnectionId> {
  try {
    return await saveConnection(deps, made)
  } catch (error) {
    if (error instanceof AppError) await giveBack(deps, made)
    throw error
  }
}

async function giveBack(deps: Deps, { owner, line, aim, grant }: NewConnection) {
  const { access, log } = deps
  const { bank } = owner
  const { accessToken, consentId } = grant
  try {
    if (consentId !== null) {
      const api = openConnectApi(deps, line, { accessToken, consentId, presence: null })
      await line.bank.auth.consent?.end?.(api, consentId)
    }
    await revokeGrant(access, { bank, bank_client: aim.client }, grant)
  } catch (error) {
    if (!(error instanceof BankError)) throw error
    log.warn({ event: 'connection.revocation_failed', bank, code: error.code, error })
  }
}
