/**
 * PostgreSQL's text holds every character but NUL, which banks have been seen to send in place of a letter they could not
 * write. Both engines keep the replacement character instead, so that a copy from one to the other is the same.
 */
export function withoutNul(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) =>
    typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\uFFFD') : value,
  )
}
