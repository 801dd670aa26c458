import type { Visit } from '../harness/openSkrin.ts'

export interface FilledTransfer {
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly message: string
}

/** Through the form, up to the review. */
export async function fillTransfer(visit: Visit, transfer: FilledTransfer): Promise<void> {
  const { page, texts } = visit
  await choose(visit, texts.text('move.from'), transfer.from)
  await choose(visit, texts.text('move.to'), transfer.to)
  await page.getByLabel(texts.text('move.amount'), { exact: true }).fill(transfer.amount)
  await page.locator('[name=message]').fill(transfer.message)
  await page.getByRole('button', { name: texts.text('move.review') }).click()
  await page.getByRole('heading', { level: 1, name: texts.text('move.headReviewed') }).waitFor()
}

async function choose({ page }: Visit, label: string, account: string): Promise<void> {
  const select = page.getByLabel(label, { exact: true })
  const option = select.getByRole('option', { name: account }).first()
  await select.selectOption((await option.getAttribute('value')) ?? { label: account })
}
