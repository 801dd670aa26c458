import { escapeHtml, renderBankPage } from './kit/page.ts'

export function renderIndex(origin: string, banks: readonly string[]): string {
  const items = banks.map((id) => {
    const address = escapeHtml(`${origin}/${id}`)
    return `<li><code>${address}</code></li>`
  })
  return renderBankPage({
    bankName: 'Sandbox banks',
    title: 'Simulated banks for Skrin',
    colour: '#3b4a5a',
    body: `<p>These banks are invented. Skrin talks to them as it would to the real ones:</p>
<ul>
${items.join('\n')}
</ul>`,
  })
}
