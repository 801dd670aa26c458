/** The banks that the chooser offers, as the portal's list of March 2026 had them; ids of merged banks are unknown. */
export const alliance: ReadonlyMap<string, string> = new Map([
  ['fid-ostlandet', 'SpareBank 1 Østlandet'],
  ['fid-nord-norge', 'SpareBank 1 Nord-Norge'],
  ['fid-smn', 'SpareBank 1 SMN'],
  ['fid-sor-norge', 'SpareBank 1 Sør-Norge'],
  ['fid-hallingdal-valdres', 'SpareBank 1 Hallingdal Valdres'],
  ['fid-lom-skjaak', 'SpareBank 1 Lom og Skjåk'],
  ['fid-gudbrandsdal', 'SpareBank 1 Gudbrandsdal'],
  ['fid-ringerike-hadeland', 'SpareBank 1 Ringerike Hadeland'],
  ['fid-ostfold-akershus', 'SpareBank 1 Østfold Akershus'],
  ['fid-nordmore', 'SpareBank 1 Nordmøre'],
  ['fid-helgeland', 'SpareBank 1 Helgeland'],
  ['fid-sogn-fjordane', 'SpareBank 1 Sogn og Fjordane'],
])
