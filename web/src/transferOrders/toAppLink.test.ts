import { expect, it } from 'vitest'
import { toAppLink } from './toAppLink.ts'

it.each(['https://app.bankid.com/?autostarttoken=1', 'bankid:///?autostarttoken=1&redirect=null'])(
  'opens %s',
  (link) => {
    expect(toAppLink(link)).toBe(link)
  },
)

it.each([
  null,
  '',
  '/move',
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'blob:https://bank.example/1',
])('does not open %j', (link) => {
  expect(toAppLink(link)).toBeNull()
})
