export const join = {
  title: 'Join {household}',
  titlePlain: 'Join the household',
  invites: '{inviter} invites you to {household} as {role}.',
  invited: 'You are invited to {household} as {role}.',
  theHousehold: 'the household',
  asAdult: 'an adult',
  asChild: 'a child',
  adultMeans:
    'You connect your own banks, and decide yourself what the others see. Until you share something, nobody sees any of it.',
  childMeans: 'You see what the others share with you.',
  join: 'Join',
  until: 'The link works until',
  newPassword: 'New password',
  newPasswordIntro:
    '{name}, choose a new password. Wherever else you are signed in, you are then signed out.',
  setPassword: 'Save the password',
  passwordSaved: 'The new password is saved. Sign in with it.',
  checking: 'Checking the link',
  demo: 'This is a demo, and the people in it are invented: nobody joins. In a Skrin of your own, name and password are asked for here.',
  gone: 'This link no longer works',
  goneText:
    'It has been used or withdrawn, or its time has passed. Ask for a new one; a link works once.',
  missing: 'Open the link once more',
  missingText:
    'The code of your link is not here: Skrin keeps it out of the address, so a page that is loaded anew has lost it. The link itself still works if you have not used it.',
  toSignIn: 'Go to sign-in',
  signedIn: 'You are signed in as {name}',
  signedInText:
    'The link is for somebody who is not signed in here. To use it in this browser, sign out first.',
  signOut: 'Sign out and go on',
  stay: 'Stay signed in',
}
