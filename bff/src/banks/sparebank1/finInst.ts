/**
 * The banks of the alliance by their `finInst` id, as the developer portal listed them in March 2026.
 * An id that the bank does not know ends the sign-in with `access_denied` (seen in a client of June 2026), without a reason.
 */
export const finInstNames: Readonly<Record<string, string>> = {
  'fid-gudbrandsdal': 'SpareBank 1 Gudbrandsdal',
  'fid-hallingdal-valdres': 'SpareBank 1 Hallingdal Valdres',
  'fid-helgeland': 'SpareBank 1 Helgeland',
  'fid-lom-skjaak': 'SpareBank 1 Lom og Skjåk',
  'fid-nord-norge': 'SpareBank 1 Nord-Norge',
  'fid-nordmore': 'SpareBank 1 Nordmøre',
  'fid-ringerike-hadeland': 'SpareBank 1 Ringerike Hadeland',
  'fid-smn': 'SpareBank 1 SMN',
  'fid-sogn-fjordane': 'SpareBank 1 Sogn og Fjordane',
  'fid-sor-norge': 'SpareBank 1 Sør-Norge',
  'fid-ostfold-akershus': 'SpareBank 1 Østfold Akershus',
  'fid-ostlandet': 'SpareBank 1 Østlandet',
}

/** Ids of banks that are gone, and the bank that took over their customers (sparebankforeningen.no, mergers 2021 to 2024). */
const mergedInto: Readonly<Record<string, string>> = {
  'fid-nordvest': 'fid-nordmore',
  'fid-bv': 'fid-sor-norge',
  'fid-telemark': 'fid-sor-norge',
  'fid-modum': 'fid-sor-norge',
  'fid-sr-bank': 'fid-sor-norge',
  'fid-sore-sunnmore': 'fid-smn',
}

/** The id to send for one that somebody chose or configured; null: unknown. */
export function toFinInst(id: string): string | null {
  const current = Object.hasOwn(mergedInto, id) ? mergedInto[id] : id
  return current !== undefined && Object.hasOwn(finInstNames, current) ? current : null
}

export function checkFinInst(id: string): string | null {
  if (toFinInst(id) !== null) return null
  return `is not a SpareBank 1 bank; leave it empty to choose on the bank's page, or use one of ${Object.keys(finInstNames).join(', ')}`
}
