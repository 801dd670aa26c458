/** Some 2 kB: an account list of four. */
export const accounts = {
  accounts: Array.from({ length: 4 }, (_, index) => ({
    resourceId: `0b6f0c1e-1111-4222-8333-94445555666${index}`,
    iban: `SE455000000005839825746${index}`,
    bban: `5839825746${index}`,
    bic: 'ESSESESSXXX',
    status: 'enabled',
    currency: 'SEK',
    ownerName: 'Jonas Lindvik',
    product: 'Privatkonto',
    name: `Konto ${index}`,
    balances: [
      { balanceType: 'interimAvailable', balanceAmount: { amount: '2000.500', currency: 'SEK' } },
      { balanceType: 'interimBooked', balanceAmount: { amount: '2150.500', currency: 'SEK' } },
    ],
  })),
}

/** A transaction list of about so many bytes. */
export function toRows(bytes: number): unknown {
  const row = (index: number) => ({
    transactionId: `id-${index}`,
    bookingDate: '2026-03-02',
    valueDate: '2026-03-02',
    entryReference: `ref-${index}`,
    descriptiveText: 'ICA SUPERMARKET SÖDERMALM',
    transactionAmount: { amount: '-129.500', currency: 'SEK' },
    proprietaryBankTransactionCodeText: 'Card purchase',
  })
  const one = JSON.stringify(row(100)).length + 1
  return {
    transactions: {
      booked: Array.from({ length: Math.floor(bytes / one) }, (_, index) => row(index)),
      pending: [],
    },
  }
}
