import { describe, expect, it } from 'vitest'
import { escapeHtml } from '../kit/page.ts'
import { readForms } from './readForms.ts'

describe('readForms', () => {
  it('reads where a form goes, its fields and its buttons', () => {
    const html = `<form method="post" action="/seb/approve?x=1&amp;y=2">
      <input type="hidden" name="state" value="${escapeHtml(`a"b'c&<d>`)}">
      <input name="remember" type="checkbox" value="yes">
      <input name="known" type="checkbox" value="yes" checked>
      <select name="finInst"><option value="a">A</option><option value="b" selected>B</option></select>
      <button name="choice" value="ok" class="primary">Approve <b>it</b></button>
      <button name="choice" value="no">Refuse</button>
    </form>`

    expect(readForms(html)).toEqual([
      {
        action: '/seb/approve?x=1&y=2',
        method: 'POST',
        fields: [
          { name: 'state', value: `a"b'c&<d>` },
          { name: 'known', value: 'yes' },
          { name: 'finInst', value: 'b' },
        ],
        buttons: [
          { name: 'choice', value: 'ok', label: 'Approve it' },
          { name: 'choice', value: 'no', label: 'Refuse' },
        ],
      },
    ])
  })

  it('takes the first option of a select without a marked one', () => {
    const [form] = readForms(
      '<form><select name="bank"><option>First</option><option>Second</option></select></form>',
    )

    expect(form).toMatchObject({
      method: 'GET',
      action: '',
      fields: [{ name: 'bank', value: 'First' }],
    })
  })

  it('finds no form where there is none', () => {
    expect(readForms('<p>Signed in</p>')).toEqual([])
  })
})
