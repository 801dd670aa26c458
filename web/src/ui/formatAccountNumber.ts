/** Norwegian numbers as `9710 12 34567`, IBANs in fours; anything else stays as the bank writes it. */
export function formatAccountNumber(number: string): string {
  if (/^\d{11}$/.test(number)) return number.replace(/^(\d{4})(\d{2})(\d{5})$/, '$1 $2 $3')
  if (/^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(number)) return number.replace(/(.{4})(?=.)/g, '$1 ')
  return number
}
