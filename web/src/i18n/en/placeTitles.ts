/** What the places are called, whose other texts come with the rest. */
export const placeTitles = {
  banks: { title: 'Banks' },
  settings: { title: 'Settings' },
}
