import { markup } from './markup.ts'
import type { Markup } from './markup.ts'
import type { Look } from './look.ts'
import { pageStyle } from './pageStyle.ts'

export interface PageContent {
  readonly title: string
  readonly back: { readonly href: string; readonly label: string }
  readonly body: Markup
}

/** A whole document, as our own page looks, with no script in it. */
export function renderPage({ language, theme }: Look, { title, back, body }: PageContent): string {
  const chosenTheme = theme === null ? null : markup` data-theme="${theme}"`
  return markup`<!doctype html>
    <html lang="${language}" ${chosenTheme}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title} · Skrin</title>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <style>${{ text: pageStyle }}</style>
      </head>
      <body>
        <div class="frame">
          <header class="top">
            <span class="brand">${mark}Skrin</span>
            <a class="back" href="${back.href}">${arrow}${back.label}</a>
          </header>
          <main class="sections">${body}</main>
        </div>
      </body>
    </html>`.text
}

const mark = markup`<svg viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="7" fill="currentColor" />
  <g fill="currentColor">
    <path d="M7 13a4 4 0 0 1 4-4h10a4 4 0 0 1 4 4v2H7z" />
    <path d="M7 17h6.2a2.9 2.9 0 0 0 5.6 0H25v5a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2z" />
    <circle cx="16" cy="16.2" r="1.5" />
  </g>
</svg>`

const arrow = markup`<svg
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="2"
  stroke-linecap="round"
  stroke-linejoin="round"
  aria-hidden="true"
>
  <path d="m15 18-6-6 6-6" />
</svg>`
