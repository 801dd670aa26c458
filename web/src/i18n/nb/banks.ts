import type { Messages } from '../messages.ts'

export const banks: Messages['banks'] = {
  title: 'Banker',
}
