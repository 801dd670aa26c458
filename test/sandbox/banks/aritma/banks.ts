/** What `GET /banks` lists. The household has its accounts at the first; the second knows none of them. */
export const banks = [
  { id: '5f1d3c52-0a7e-4b5e-9a53-1f6f0c1e2a01', name: 'DNB', bic: 'DNBANOKK', countryCode: 'NO' },
  {
    id: '5f1d3c52-0a7e-4b5e-9a53-1f6f0c1e2a02',
    name: 'Fjordbanken',
    bic: 'FJBANO21',
    countryCode: 'NO',
  },
] as const

export function bicOf(bankId: string | null): string | null {
  return banks.find(({ id }) => id === bankId)?.bic ?? null
}
