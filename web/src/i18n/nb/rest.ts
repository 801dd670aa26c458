import { accounts } from './accounts.ts'
import { banks } from './banks.ts'
import { settings } from './settings.ts'
import { sessions } from './sessions.ts'
import { apiTokens } from './apiTokens.ts'
import { accessLog } from './accessLog.ts'
import { bankClients } from './bankClients.ts'
import { bulk } from './bulk.ts'
import { categories } from './categories.ts'
import { categoryNames } from './categoryNames.ts'
import { history } from './history.ts'
import { move } from './move.ts'
import { notices } from './notices.ts'
import { rareProblems } from './rareProblems.ts'
import { refusals } from './refusals.ts'
import { rules } from './rules.ts'
import { insights } from './insights.ts'
import { rates } from './rates.ts'
import { review } from './review.ts'
import { files } from './files.ts'
import { household } from './household.ts'
import { join } from './join.ts'
import { search } from './search.ts'
import { sharing } from './sharing.ts'
import { settingsPlaces } from './settingsPlaces.ts'
import { signInMethods } from './signInMethods.ts'
import { stepUp } from './stepUp.ts'
import { sync } from './sync.ts'

/** What the first pages do without: settings, people, and dialogs that most visits never open. */
export default {
  accounts,
  accessLog,
  apiTokens,
  bankClients,
  banks,
  bulk,
  categories,
  categoryNames,
  history,
  rules,
  rates,
  refusals,
  review,
  files,
  household,
  insights,
  join,
  move,
  notices,
  problems: rareProblems,
  sessions,
  settings,
  search,
  settingsPlaces,
  sharing,
  signInMethods,
  stepUp,
  sync,
}
