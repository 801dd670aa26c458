/** Text made safe for HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

/** One page of a simulated bank: plain, readable on a phone, and saying that it is invented. `body` is HTML. */
export function renderBankPage(options: {
  bankName: string
  title: string
  colour: string
  body: string
}): string {
  const { bankName, title, colour, body } = options
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(bankName)} (sandbox)</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 0; background: Canvas; color: CanvasText }
header { background: ${colour}; color: #fff; padding: 16px 24px; font-weight: 600 }
main { max-width: 30rem; margin: 0 auto; padding: 24px }
form { display: grid; gap: 12px }
button { font: inherit; padding: 12px 16px; border-radius: 8px; border: 1px solid GrayText; background: ButtonFace; color: ButtonText; cursor: pointer; text-align: left }
button.primary { background: ${colour}; color: #fff; border-color: ${colour}; text-align: center }
select { font: inherit; padding: 10px }
.note { color: GrayText; font-size: 14px }
</style>
</head>
<body>
<header>${escapeHtml(bankName)}</header>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
<p class="note">This is a simulated bank. Everybody and everything here is invented.</p>
</main>
</body>
</html>`
}
