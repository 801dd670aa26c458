/** The key that goes with K, as it is printed on this machine's keyboard. */
export const commandKey = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl'
