import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import { toTransactionsAnswer } from '../testing/wireData.ts'
import LedgerList from './LedgerList.vue'
import { toLedgerRows } from './toLedgerRows.ts'
import { toPages } from './transactionPages.ts'

const manyIds = Array.from({ length: 20_000 }, (_, index) => `t-${index}`)
const rowsOf = (ids: readonly string[]) =>
  toLedgerRows(
    toPages(
      toTransactionsAnswer(
        ids.map((id) => ({ id })),
        { days: ['2026-10-13'] },
      ),
    ),
  )
const many = rowsOf(manyIds)

async function mountList(rows = many, more: Record<string, unknown> = {}) {
  const wrapper = await mountInApp(LedgerList, { props: { rows, count: rows.length, ...more } })
  await flushPromises()
  return wrapper
}
function press(key: string): void {
  const target = document.activeElement ?? document.body
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
}
function focusedRow(): string | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-index]')?.dataset.index
}

describe('a long list', () => {
  it('puts only the rows in sight on the page, and tells each its place among all', async () => {
    const wrapper = await mountList(many, { count: 25_000 })

    const items = wrapper.findAll('li')
    expect(items.length).toBeLessThan(80)
    expect(items[0]?.attributes()).toMatchObject({
      'aria-setsize': '25000',
      'aria-posinset': '1',
    })
  })

  it('has one stop for the Tab key', async () => {
    const wrapper = await mountList()

    expect(wrapper.findAll('button[tabindex="0"]')).toHaveLength(1)
  })

  it('heads each day once for those who hear it, with the sum of the day', async () => {
    const wrapper = await mountList(rowsOf(['a', 'b']))

    expect(wrapper.findAll('h2').map((heading) => heading.text())).toEqual([
      'Yesterday−NOK\u00a0500.00',
    ])
  })
})

describe('the keyboard', () => {
  it('steps into the list with the first j, and on with the next', async () => {
    await mountList()

    press('j')
    await flushPromises()
    expect(focusedRow()).toBe('0')

    press('j')
    await flushPromises()
    expect(focusedRow()).toBe('1')
  })

  it('keeps the focus on a row however far it goes', async () => {
    await mountList()
    press('j')
    await flushPromises()

    press('End')
    await flushPromises()

    expect(focusedRow()).toBe('19999')
  })

  it('leaves letters alone while somebody types', async () => {
    await mountList()
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()

    press('j')
    await flushPromises()

    expect(document.activeElement).toBe(field)
    field.remove()
  })

  it('opens the row it stands on', async () => {
    const wrapper = await mountList(rowsOf(['a', 'b']))

    await wrapper.findAll('li button')[1]?.trigger('click')

    expect(wrapper.emitted('opened')).toEqual([['b']])
  })
})

it('asks for more before the end is reached', async () => {
  const wrapper = await mountList(rowsOf(['a', 'b']))

  await wrapper.setProps({ rows: rowsOf(['a', 'b', 'c']) })

  expect(wrapper.emitted('neared')).toBeDefined()
})
