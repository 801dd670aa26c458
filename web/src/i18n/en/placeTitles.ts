/** What the places are called, whose other texts come with the rest. */
export const placeTitles = {
  insights: { title: 'Insights' },
  move: { title: 'Move money' },
  banks: { title: 'Banks' },
  settings: { title: 'Settings' },
}
