import { describe, expect, it, vi } from 'vitest'
import { mountInApp } from '../testing/mountInApp.ts'
import UiButton from './UiButton.vue'
import UiChip from './UiChip.vue'
import UiRadioGroup from './UiRadioGroup.vue'
import UiSelect from './UiSelect.vue'
import UiSwitch from './UiSwitch.vue'
import UiTextField from './UiTextField.vue'

const options = [
  { value: 'a', label: 'Alpha' },
  { value: 'b', label: 'Beta' },
]

describe('a button', () => {
  it('is a real link when it leads somewhere', async () => {
    const wrapper = await mountInApp(UiButton, { props: { to: { name: 'banks' } } })

    expect(wrapper.find('a').attributes('href')).toBe('/banks')
  })

  it('does nothing while busy, and keeps the focus', async () => {
    const onClick = vi.fn()
    const wrapper = await mountInApp(UiButton, { props: { busy: true, onClick } })
    wrapper.element.focus()

    await wrapper.trigger('click')

    expect(onClick).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(wrapper.element)
  })
})

it('says what a chip takes away', async () => {
  const wrapper = await mountInApp(UiChip, { props: { removeLabel: 'Remove the filter Kari' } })

  await wrapper.find('button[aria-label="Remove the filter Kari"]').trigger('click')

  expect(wrapper.emitted('removed')).toHaveLength(1)
})

it('gives a select its label', async () => {
  const wrapper = await mountInApp(UiSelect, {
    props: { modelValue: 'a', label: 'Letter', options },
  })

  await wrapper.find('select').setValue('b')

  expect(wrapper.find('label').attributes('for')).toBe(wrapper.find('select').attributes('id'))
  expect(wrapper.emitted('update:modelValue')).toEqual([['b']])
})

it('names a group of choices for those who cannot see it', async () => {
  const wrapper = await mountInApp(UiRadioGroup, {
    props: { modelValue: 'a', label: 'Letter', options },
  })

  await wrapper.find('input[value=b]').setValue(true)

  expect(wrapper.find('legend').text()).toBe('Letter')
  expect(wrapper.emitted('update:modelValue')).toEqual([['b']])
})

it('is a switch to those who cannot see it', async () => {
  const wrapper = await mountInApp(UiSwitch, { props: { modelValue: false, label: 'Hide' } })

  await wrapper.find('input[role=switch]').setValue(true)

  expect(wrapper.emitted('update:modelValue')).toEqual([[true]])
})

it('ties what is wrong to the field', async () => {
  const wrapper = await mountInApp(UiTextField, {
    props: { modelValue: '', label: 'Code', hint: 'From the log', error: 'Too short' },
  })
  const input = wrapper.find('input')

  expect(input.attributes('aria-invalid')).toBe('true')
  expect(wrapper.find(`[id="${input.attributes('aria-describedby')}"]`).text()).toBe('Too short')
})
