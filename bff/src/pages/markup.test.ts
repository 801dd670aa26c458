import { expect, it } from 'vitest'
import { markup } from './markup.ts'

it('escapes text in elements and in quoted attributes', () => {
  const text = `<img src=x onerror="alert('1')">&amp;`

  expect(markup`<p title="${text}">${text}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;">' +
      '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;</p>',
  )
})

it('takes markup of its own as it is, also several', () => {
  const items = ['a', '<b>'].map((text) => markup`<li>${text}</li>`)

  expect(markup`<ul>${items}</ul>${markup`<hr>`}`.text).toBe(
    '<ul><li>a</li><li>&lt;b&gt;</li></ul><hr>',
  )
})

it('leaves nothing of what is not there', () => {
  expect(markup`[${null}${false}]`.text).toBe('[]')
})
