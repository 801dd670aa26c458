import { createHash } from 'node:crypto'

const light = {
  page: '#f5f2ec',
  surface: '#fdfcfa',
  sunken: '#ece8df',
  ink: '#1c1b18',
  soft: '#5b564c',
  line: '#dfdacf',
  edge: '#8b8475',
  accent: '#1b5a47',
  'accent-strong': '#134334',
  'accent-soft': '#dce9e2',
  'on-accent': '#ffffff',
  attention: '#7d4b00',
  'attention-soft': '#f9ead0',
  bad: '#9c2f28',
  'bad-soft': '#f9e3df',
}

const dark: typeof light = {
  page: '#161512',
  surface: '#1e1d19',
  sunken: '#2a2822',
  ink: '#ece9e1',
  soft: '#b0aa9b',
  line: '#36332b',
  edge: '#837c6d',
  accent: '#84c9ac',
  'accent-strong': '#a3dcc3',
  'accent-soft': '#1f3a30',
  'on-accent': '#0f2219',
  attention: '#e8bb70',
  'attention-soft': '#3a2d15',
  bad: '#f2a298',
  'bad-soft': '#43231f',
}

/** The colours of the page's own tokens; a test holds them to be the same. */
export const palettes = { light, dark }

const variables = (palette: typeof light) =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('')

/** All of it in the page itself: one request, and a policy that allows this very text and no other. */
export const pageStyle = `
:root{color-scheme:light;${variables(light)}--control:2.75rem}
@media (prefers-color-scheme:dark){:root:not([data-theme='light']){color-scheme:dark;${variables(dark)}}}
:root[data-theme='dark']{color-scheme:dark;${variables(dark)}}
@media (pointer:fine){:root{--control:2.25rem}}
*{box-sizing:border-box;margin:0}
html{font:1rem/1.5rem system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{min-height:100dvh;background:var(--page);color:var(--ink);-webkit-font-smoothing:antialiased}
a{color:var(--accent);text-underline-offset:3px}
a:hover{color:var(--accent-strong)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
::selection{background:var(--accent-soft)}
h1{font-size:1.75rem;line-height:2.125rem;font-weight:600;letter-spacing:-.015em;text-wrap:balance}
h2{font-size:1rem;line-height:1.5rem;font-weight:600}
p{text-wrap:pretty}
code{font:.875rem/1.25rem ui-monospace,'SF Mono','Cascadia Mono','Liberation Mono',monospace;display:block;padding:.5rem .75rem;border-radius:4px;background:var(--sunken);overflow-wrap:anywhere;user-select:all}
.frame{max-width:34rem;margin:0 auto;padding:2rem 1.25rem 3rem;display:flex;flex-direction:column;gap:1.5rem}
.top{display:flex;align-items:center;justify-content:space-between;gap:1rem;flex-wrap:wrap}
.brand{display:flex;align-items:center;gap:.625rem;font-size:1.25rem;line-height:1.75rem;font-weight:600;letter-spacing:-.015em}
.brand svg{width:1.75rem;height:1.75rem;color:var(--accent)}
.brand g{color:var(--on-accent)}
.back{display:inline-flex;align-items:center;gap:.25rem;min-height:var(--control);font-size:.875rem;font-weight:600;text-decoration:none}
.back svg{width:1rem;height:1rem}
.title{display:flex;align-items:flex-start;gap:.75rem}
.title h1{padding-top:.1875rem}
.bank{flex:none;display:inline-flex;align-items:center;justify-content:center;width:2.5rem;height:2.5rem;border-radius:4px;background:var(--accent-soft);color:var(--accent);font-size:.875rem;font-weight:600}
.soft{color:var(--soft)}
.small{font-size:.875rem;line-height:1.25rem}
.sections{display:flex;flex-direction:column;gap:1.5rem}
.stack{display:flex;flex-direction:column;gap:.75rem}
.card{display:flex;flex-direction:column;gap:1.25rem;padding:1.25rem;border:1px solid var(--line);border-radius:8px;background:var(--surface)}
.notice{display:flex;gap:.75rem;padding:.75rem 1rem;border-radius:8px;background:var(--accent-soft)}
.notice svg{flex:none;width:1.25rem;height:1.25rem;margin-top:.125rem;color:var(--accent)}
.notice>div{flex:1;min-width:0;display:flex;flex-direction:column;gap:.5rem}
.notice.attention{background:var(--attention-soft)}.notice.attention svg{color:var(--attention)}
.notice.bad{background:var(--bad-soft)}.notice.bad svg{color:var(--bad)}
.notice code{background:var(--surface)}
.field{display:flex;flex-direction:column;gap:.375rem}
label,legend,.label{font-size:.875rem;line-height:1.25rem;font-weight:600}
input,textarea{font:inherit;color:inherit;width:100%;min-height:var(--control);padding:0 .75rem;border:1px solid var(--edge);border-radius:8px;background:var(--surface)}
textarea{display:block;padding:.5rem .75rem;font:.8125rem/1.25rem ui-monospace,'SF Mono','Cascadia Mono','Liberation Mono',monospace;resize:vertical}
input[aria-invalid],textarea[aria-invalid]{border-color:var(--bad)}
.wrong{color:var(--bad)}
fieldset{min-width:0;padding:1.25rem 0 0;border:0;border-top:1px solid var(--line);display:flex;flex-direction:column;gap:1.25rem}
legend{float:left;width:100%;padding:0;margin-bottom:-.75rem;font-size:1rem;line-height:1.5rem}
.actions{display:flex;flex-wrap:wrap;gap:.75rem}
.button{display:inline-flex;align-items:center;justify-content:center;min-height:var(--control);padding:0 1rem;border:0;border-radius:8px;font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.main{background:var(--accent);color:var(--on-accent)}
.main:hover{background:var(--accent-strong);color:var(--on-accent)}
.plain{border:1px solid color-mix(in srgb,var(--edge) 50%,transparent);background:var(--surface);color:var(--ink)}
.plain:hover{background:var(--sunken);color:var(--ink)}
@media (max-width:30rem){.actions .button{flex:1 1 auto}}
@media (min-width:64rem) and (pointer:fine){html{font-size:.9375rem}.frame{padding-top:3.5rem}}
`

/** For `style-src`: allows this style and nothing else (CSP Level 3 §6.7.3.3). */
export const pageStyleSource = `'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`
