export const session = {
  signIn: 'Sign in',
  name: 'Name',
  password: 'Password',
  again: 'Sign in to go on to the page you asked for.',
  demoTitle: 'Who are you today?',
  demoNote: 'This is a demo. The people, the banks and the money are all invented.',
  roleOwner: 'Looks after Skrin',
  roleAdult: 'Adult',
  roleChild: 'Child',
  setUp: 'Set up Skrin',
  setUpIntro:
    'You are the first person here. Skrin printed a one-time code in its log when it started: it shows that this Skrin is yours.',
  code: 'One-time code',
  codeHint: 'From the log of the program',
  nameHint: 'What the others in the household call you',
  passwordHint:
    '15 characters or more are best, at least 8. A few unrelated words are easy to remember.',
  create: 'Create my access',
  promise: 'Skrin reads from your banks and never moves money.',
}
