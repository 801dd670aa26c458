/** Loads the page anew, so that nothing of the person who is gone stays in memory. `to`: where the next one begins. */
export function leavePage(to = '/sign-in'): void {
  // The browser may keep this page for the way back: nothing is left in it to see.
  document.body.replaceChildren()
  window.location.replace(to)
}
