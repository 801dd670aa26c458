import { accounts } from './accounts.ts'
import { app } from './app.ts'
import { banks } from './banks.ts'
import { outcomes } from './outcomes.ts'
import { overview } from './overview.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { settings } from './settings.ts'
import { transactions } from './transactions.ts'
import { ui } from './ui.ts'

export default {
  accounts,
  app,
  banks,
  outcomes,
  overview,
  problems,
  session,
  settings,
  transactions,
  ui,
}
