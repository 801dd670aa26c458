export const accounts = {
  title: 'Account',
  notFound: 'This account is not among yours.',
}
