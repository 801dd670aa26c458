let first = true

/** True until the first navigation inside the app: then the browser has announced the page itself. */
export function isFirstPage(): boolean {
  return first
}

export function leaveFirstPage(): void {
  first = false
}
