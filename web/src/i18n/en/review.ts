export const review = {
  title: 'One or two?',
  about:
    'Where Skrin cannot tell whether two rows are the same purchase, it keeps them apart and asks you.',
  none: 'Nothing to decide. Skrin asks here when it cannot tell whether two rows are the same.',
  reservation: 'Is this the reservation that the bank no longer tells of?',
  file: 'Is this the same as what a file told of?',
  thisOne: 'This one',
  candidates: 'It may be the same as',
  same: 'The same',
  sameAs: 'The same as “{text}” of {date}',
  noneOfThem: 'None of them',
  another: 'No, another one',
  merged: 'They are one transaction now. It can be undone in the transaction.',
  apart: 'They stay apart, and Skrin does not ask again.',
}
