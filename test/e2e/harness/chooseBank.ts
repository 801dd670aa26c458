import type { SandboxChoice } from '../../sandbox/kit/sandboxBank.ts'
import type { Visit } from './openSkrin.ts'

/** In the list of the banks behind a service: the country, then some letters and Enter. */
export async function chooseBank({ page, texts }: Visit, choice: SandboxChoice): Promise<void> {
  const list = page.getByRole('dialog', { name: texts.text('banks.chooseBank') })
  await list.getByLabel(texts.text('banks.chooseCountry')).selectOption(choice.country)
  const field = list.getByRole('combobox', { name: texts.text('banks.chooseSearch') })
  await field.fill(choice.label)
  const options = list.getByRole('listbox').getByRole('option')
  await options.and(page.locator('[data-highlighted]')).filter({ hasText: choice.label }).waitFor()
  await field.press('Enter')
  await list.waitFor({ state: 'detached' })
}
