export const bulk = {
  title: 'Change several at once',
  chosen: 'One selected | {count} selected',
  all: 'Select the one that matches | Select all {count} that match',
  tagsAndNote: 'Tags and note',
  for: 'For one transaction. | For {count} transactions.',
  addTags: 'Add tags',
  removeTags: 'Take tags away',
  empty: 'What you leave empty stays as it is.',
  save: 'Save',
  end: 'Stop selecting',
  changed: 'One transaction changed. | {count} transactions changed.',
  notOwn:
    'One is on somebody else’s account and stays. | {count} are on somebody else’s accounts and stay.',
}
