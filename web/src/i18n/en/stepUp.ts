export const stepUp = {
  title: 'Confirm that it is you',
  why: 'This changes who gets in or what others see. Confirm once, and Skrin does not ask again for ten minutes.',
  whyOrMoves:
    'This changes who gets in or what others see, or moves money. Confirm once, and Skrin does not ask again for ten minutes.',
  confirm: 'Confirm',
  withPasskey: 'Confirm with a passkey',
  withPassword: 'Confirm with the password',
  withSso: 'Confirm at {sso}',
  ssoNote: 'You come back to this page, and then do once more what you were about to do.',
  inDemo: 'Yes, I am {name}',
  wrongPassword: 'That is not your password. Check it and try again.',
  none: 'There is no way to confirm it in this browser. Sign out, sign in again, and do it then.',
  other: 'Or in another way',
}
