import { expect, it } from 'vitest'
import { describeDevice } from './describeDevice.ts'

it('names browser and system', () => {
  const phone = 'Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0'

  expect(describeDevice(phone)).toBe('Firefox on Android')
})

it.each([undefined, ''])('says nothing of %j', (userAgent) => {
  expect(describeDevice(userAgent)).toBe('')
})

it('takes whatever a script sends', () => {
  expect(describeDevice('curl/8.11')).not.toContain('undefined')
  expect(describeDevice('x'.repeat(5000)).length).toBeLessThanOrEqual(80)
})
