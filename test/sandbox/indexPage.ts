import { escapeHtml, renderBankPage } from './kit/page.ts'
import type { SandboxBank } from './kit/sandboxBank.ts'

export function renderIndex(
  origin: string,
  banks: ReadonlyMap<string, Pick<SandboxBank, 'pages'>>,
): string {
  const items = [...banks].map(([id, { pages = [] }]) => {
    const address = escapeHtml(`${origin}/${id}`)
    const links = pages.map(
      ({ name, path }) => `<a href="${address}${escapeHtml(path)}">${escapeHtml(name)}</a>`,
    )
    return `<li><code>${address}</code> ${links.join(' ')}</li>`
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
