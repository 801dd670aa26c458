import type { Request, Response } from 'express'
import { escapeHtml, renderBankPage } from '../../kit/page.ts'

/** A form of one of Aritma's pages; `visit` is what ties its pages together, `body` is HTML. */
export function renderForm(
  action: string,
  { visit, body }: { visit: string; body: string },
): string {
  const path = new URL(action).pathname
  return `<form method="post" action="${escapeHtml(path)}">
<input type="hidden" name="visit" value="${escapeHtml(visit)}">${body}</form>`
}

export function sendGone(response: Response): void {
  const body =
    '<p role="alert">This link was used before, or is not valid. Start again from the application.</p>'
  sendPage(response.status(410), 'Cannot continue', body)
}

export function sendPage(response: Response, title: string, body: string): void {
  response
    .type('html')
    .set('Cache-Control', 'no-store')
    .send(renderBankPage({ bankName: 'Aritma', title, colour: '#1f3a5f', body }))
}

export function fieldOf(request: Request, name: string): string {
  const fields: Record<string, unknown> = { ...request.body }
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
