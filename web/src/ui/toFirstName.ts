/** What people of one household call each other. */
export function toFirstName(name: string): string {
  return name.split(' ')[0] ?? name
}
