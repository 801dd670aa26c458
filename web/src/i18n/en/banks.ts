export const banks = {
  title: 'Banks',
}
