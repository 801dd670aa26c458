import type { AccountsAnswer } from '@skrin/shared/api/accounts'
import type { ShareLevel } from '@skrin/shared/api/sharing'
import type { HouseholdAccountId } from '../world/household.ts'
import { accounts } from '../world/household.ts'
import type { Person, PersonId } from '../world/world.ts'
import type { Visitor } from './visitor.ts'

interface Shown {
  readonly account: HouseholdAccountId
  readonly with: PersonId | 'household'
  readonly level: ShareLevel
}

/** Who shows what to whom; everything else stays private. The household's account is both people's to show. */
const shown: Readonly<Record<PersonId, readonly Shown[]>> = {
  ingrid: [
    { account: 'sparebank1-felles', with: 'household', level: 'transactions' },
    { account: 'sparebank1-ferie', with: 'household', level: 'balance' },
    { account: 'sparebank1-ungdom', with: 'emma', level: 'transactions' },
    { account: 'sbanken-emma', with: 'emma', level: 'balance' },
    { account: 'aritma-bolig', with: 'jonas', level: 'transactions' },
  ],
  jonas: [
    { account: 'sparebank1-felles', with: 'household', level: 'transactions' },
    { account: 'seb-spar', with: 'ingrid', level: 'balance' },
  ],
  emma: [],
}

/** Shares what the person shows others, once the accounts are there. @throws when one of them is not */
export async function shareAccounts(
  { visitor, person, publicUrl }: { visitor: Visitor; person: Person; publicUrl: string },
  known: AccountsAnswer['accounts'],
): Promise<void> {
  for (const { account, ...share } of shown[person.id]) {
    const { id } = findAccount(known, account)
    const request = { shares: [share] }
    await visitor.call('PUT', `${publicUrl}/api/accounts/${id}/sharing`, request)
  }
}

function findAccount(known: AccountsAnswer['accounts'], id: HouseholdAccountId) {
  const told = accounts.find((account) => account.id === id)
  const found = known.find(
    ({ access, bank, name }) => access === 'own' && bank === told?.bank && name === told.name,
  )
  if (!found) throw new Error(`${told?.name} is not there to be shared`)
  return found
}
