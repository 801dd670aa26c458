/** What the places are called, whose other texts come with the rest. */
export const placeTitles = {
  insights: { title: 'Insights' },
  banks: { title: 'Banks' },
  settings: { title: 'Settings' },
}
