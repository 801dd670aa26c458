import { flushPromises } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import { mountInApp } from '../testing/mountInApp.ts'
import { slowApi } from '../testing/slowApi.ts'
import { toConnection } from '../testing/wireData.ts'
import { useConnections } from './useConnections.ts'

const toPage = (name: string) =>
  defineComponent(() => {
    const { answer } = useConnections()
    return () => h('p', `${name} ${answer.value.status}`)
  })

it('asks again for what the page before was left waiting for', async () => {
  const api = slowApi()
  const page = shallowRef(toPage('one'))
  const wrapper = await mountInApp(defineComponent(() => () => h(page.value)))

  page.value = toPage('other')
  await flushPromises()
  expect(api.waiting()).toEqual(['/api/connections'])
  expect(api.isAborted('/api/connections')).toBe(true)
  api.answer('/api/connections', { connections: [toConnection()] })
  await flushPromises()

  expect(wrapper.text()).toBe('other ready')
})
