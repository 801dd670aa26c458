import Bowser from 'bowser'

const LONGEST = 80

/** Browser and system as a person calls them, e.g. `Firefox on Android`; empty when the request does not say. */
export function describeDevice(userAgent: string | undefined): string {
  if (userAgent === undefined || userAgent === '') return ''
  const { browser, os } = Bowser.parse(userAgent)
  const words = [browser.name, os.name].filter((name) => name !== undefined && name !== '')
  return words.join(' on ').slice(0, LONGEST)
}
