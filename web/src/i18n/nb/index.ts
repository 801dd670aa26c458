import { app } from './app.ts'
import { outcomes } from './outcomes.ts'
import { overview } from './overview.ts'
import { placeTitles } from './placeTitles.ts'
import { problems } from './problems.ts'
import { session } from './session.ts'
import { transactions } from './transactions.ts'
import { ui } from './ui.ts'

export default {
  app,
  outcomes,
  overview,
  ...placeTitles,
  problems,
  session,
  transactions,
  ui,
}
