export const stepUp = {
  title: 'Confirm that it is you',
  why: 'This changes who gets in, or what others see. Confirm once, and Skrin does not ask again for ten minutes.',
  confirm: 'Confirm',
  withPasskey: 'Confirm with a passkey',
  withPassword: 'Confirm with the password',
  withSso: 'Confirm at {sso}',
  ssoNote: 'You come back to this page, and then do once more what you were about to do.',
  inDemo: 'Yes, I am {name}',
  other: 'Or in another way',
}
