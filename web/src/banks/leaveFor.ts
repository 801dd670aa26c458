/**
 * Sends the browser to the bank's page that the server named.
 * @throws TypeError for anything that is no web address: such a link would run here instead of leading away
 */
export function leaveFor(
  address: string,
  location: Pick<Location, 'href' | 'assign'> = window.location,
) {
  const url = new URL(address, location.href)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new TypeError('redirect is not a web address')
  }
  location.assign(url.href)
}
