const channelName = 'skrin.session'

/** Tells this browser's other tabs that somebody came or went. It says nothing of who: they ask the server. */
export function tellOtherTabs(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage(null)
  channel.close()
}

/** Returns what ends the listening. */
export function onOtherTab(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.addEventListener('message', listener)
  return () => channel.close()
}
