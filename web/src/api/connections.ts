import {
  connectAnswer,
  connectionsAnswer,
  disconnectAnswer,
  outcome,
} from '@skrin/shared/api/connections'
import type {
  ConnectAnswer,
  ConnectRequest,
  ConnectionsAnswer,
  DisconnectAnswer,
  Outcome,
} from '@skrin/shared/api/connections'
import type { ConnectionId } from '@skrin/shared/brand'
import { callApi } from './apiClient.ts'

export function fetchConnections(signal?: AbortSignal): Promise<ConnectionsAnswer> {
  return callApi({ path: '/connections', schema: connectionsAnswer, signal })
}

export function connect(request: ConnectRequest): Promise<ConnectAnswer> {
  return callApi({ method: 'POST', path: '/connections', body: request, schema: connectAnswer })
}

/** Asks the bank again now; a bank that fails is an outcome, not an error. */
export function refreshConnection(id: ConnectionId): Promise<Outcome> {
  return callApi({ method: 'POST', path: `/connections/${id}/refresh`, schema: outcome })
}

/** Ends the access. `history`: what is known so far stays, unless it is to be deleted too. */
export function disconnect(id: ConnectionId, history?: 'delete'): Promise<DisconnectAnswer> {
  return callApi({
    method: 'DELETE',
    path: `/connections/${id}`,
    query: { history },
    schema: disconnectAnswer,
  })
}
