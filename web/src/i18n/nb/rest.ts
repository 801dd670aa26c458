import { settingsPlaces } from './settingsPlaces.ts'
import { stepUp } from './stepUp.ts'

/** What the first pages do without: settings, people, and dialogs that most visits never open. */
export default { settingsPlaces, stepUp }
