import type { BankClientId, MemberId } from '@skrin/shared/brand'
import { createOAuthClient } from '../auth/oauthClient.ts'
import type { OAuthClient } from '../auth/oauthClient.ts'
import { createSelfSignedClient } from '../auth/selfSignedClient.ts'
import type { Sealer } from '../auth/sealing.ts'
import type { Clock } from '../clock.ts'
import type { BankClient, Secrets } from '../config/config.ts'
import type { Database } from '../store/database.ts'
import type { BankLine } from './bankAccess.ts'
import { findBankClient, findOwnBankClient, openBankClient } from './bankClients.ts'
import type { BankClientRef, BankClientRow } from './bankClients.ts'

/** A bank client, ready to ask its bank for tokens. Another object after its secret was replaced. */
export interface ClientLine {
  readonly ref: BankClientRef
  /** What the bank calls it: whoever uses the same one shares its limits. */
  readonly clientId: string
  readonly oauth: OAuthClient
}

export interface ClientLines {
  /** null: it is gone, or its secret cannot be opened. */
  find(line: BankLine, ref: BankClientRef): Promise<ClientLine | null>
  /** The one for a new grant: the member's own, else the household's. */
  choose(line: BankLine, member: MemberId): Promise<ClientLine | null>
}

export interface ClientLineDeps {
  readonly db: Database
  readonly clock: Clock
  readonly secrets: Pick<Secrets, 'bankClients'>
  readonly bankClientSealer: Sealer
}

/**
 * Members' clients are made when they are needed and kept as long as their row stays as it is: it is read again each time,
 * because another replica may have replaced or removed it.
 */
export function createClientLines(deps: ClientLineDeps): ClientLines {
  const { db, clock, secrets, bankClientSealer: sealer } = deps
  const ofHousehold = new Map<string, ClientLine | null>()
  const ofMembers = new Map<BankClientId, { sealed: string; client: ClientLine }>()

  const connect = (line: BankLine, ref: BankClientRef, bankClient: BankClient): ClientLine => {
    const { bank, config, transport } = line
    const { server } = bank.auth
    const oauth =
      typeof server === 'object'
        ? createSelfSignedClient({ tokens: server, bankClient, clock })
        : createOAuthClient({ bank, config, bankClient, transport, clock })
    return { ref, clientId: bankClient.id, oauth }
  }
  const getHouseholds = (line: BankLine): ClientLine | null => {
    const { id } = line.bank.manifest
    const known = ofHousehold.get(id)
    if (known !== undefined) return known
    const bankClient = secrets.bankClients.get(id)
    const client = bankClient ? connect(line, 'household', bankClient) : null
    ofHousehold.set(id, client)
    return client
  }
  const toLine = (line: BankLine, row: BankClientRow | undefined): ClientLine | null => {
    if (!row) return null
    const known = ofMembers.get(row.id)
    if (known?.sealed === row.sealed) return known.client
    const bankClient = openBankClient(sealer, row)
    if (!bankClient) return null
    const client = connect(line, row.id, bankClient)
    ofMembers.set(row.id, { sealed: row.sealed, client })
    return client
  }
  return {
    async find(line, ref) {
      if (ref === 'household') return getHouseholds(line)
      const row = await findBankClient(db, ref)
      if (!row) ofMembers.delete(ref)
      return toLine(line, row)
    },
    async choose(line, member) {
      const own = await findOwnBankClient(db, { member, bank: line.bank.manifest.id })
      return toLine(line, own) ?? getHouseholds(line)
    },
  }
}
