const channelName = 'skrin.session'

/** One for the whole page: what is said on it is not heard on it, so that no tab takes itself for another. */
let channel: BroadcastChannel | undefined
const getChannel = () => (channel ??= new BroadcastChannel(channelName))

/** Tells this browser's other tabs that somebody came or went. It says nothing of who: they ask the server. */
export function tellOtherTabs(): void {
  getChannel().postMessage(null)
}

/** Returns what ends the listening. */
export function onOtherTab(listener: () => void): () => void {
  getChannel().addEventListener('message', listener)
  return () => getChannel().removeEventListener('message', listener)
}
