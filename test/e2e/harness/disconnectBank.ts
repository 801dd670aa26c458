import type { Visit } from './openSkrin.ts'
import { connectionCard } from './places.ts'

/** Through the dialog, also where it stays to say what is left to do at the bank. */
export async function disconnectBank(visit: Visit, name: string): Promise<void> {
  const { page, texts } = visit
  const word = texts.text('banks.disconnect')
  await connectionCard(visit, name).getByRole('button', { name: word }).click()
  const question = page.getByRole('dialog', {
    name: texts.text('banks.disconnectTitle', { bank: name }),
  })
  await question.getByRole('button', { name: word }).click()
  await question.waitFor({ state: 'detached' })
  const rest = page.getByRole('dialog', {
    name: texts.text('banks.disconnectedTitle', { bank: name }),
  })
  const toast = page.getByText(texts.text('banks.disconnected', { bank: name }))
  await rest.or(toast).waitFor()
  if (await rest.isVisible()) {
    await rest.getByRole('button', { name: texts.text('banks.done') }).click()
  }
  await connectionCard(visit, name).waitFor({ state: 'detached' })
}
