import type { Messages } from '../messages.ts'

export const history: Messages['history'] = {
  title: 'Hva som er meldt, og når',
  fromBank: 'Banken',
  fromFile: 'En fil',
  booked: 'bokført',
  pending: 'reservert',
  shown: 'Vises',
  toldOnce: 'Meldt {first}.',
  told: 'Meldt fra {first} til {last}.',
  imported: 'Importert {first}.',
  gone: 'Ikke meldt siden {date}.',
  why: 'Hvorfor den regnes som den samme',
  reason_first: 'Det første som ble meldt om denne transaksjonen.',
  reason_same_id: 'Regnes som den samme: Banken ga den samme nummer.',
  reason_same_text: 'Regnes som den samme: Beløp og tekst er like, med få dagers mellomrom.',
  reason_similar_text: 'Regnes som den samme: Beløpet er likt, og teksten nesten.',
  reason_only_one: 'Regnes som den samme: Det fantes bare én med dette beløpet de dagene.',
  reason_changed_amount:
    'Regnes som den samme: Teksten er lik, og beløpet ble endret da den ble bokført.',
  reason_other_source: 'Regnes som den samme: Både en fil og banken har meldt om den.',
  reason_person: 'Regnes som den samme: bestemt for hånd.',
  split: 'Dette er en annen transaksjon',
  splitTitle: 'To transaksjoner?',
  splitText:
    'Det som ble meldt her, blir en egen transaksjon, og Skrin slår aldri de to sammen igjen av seg selv. Kategori, notat og merkelapper følger med som kopi.',
  splitAction: 'Skill dem',
  splitDone: 'De er nå to transaksjoner.',
  merge: 'Disse to er den samme',
  mergeTitle: 'Er dette én og samme?',
  mergeText:
    'Av de to blir den nyeste stående, med sin kategori og sitt notat. Det den mangler, tar den fra den andre, og merkelappene fra begge beholdes. Du kan angre det i transaksjonen.',
  mergeAction: 'De er den samme',
  mergeDone: 'De er nå én transaksjon.',
  delete: 'Slett denne transaksjonen',
  deleteTitle: 'Slette denne transaksjonen?',
  deleteText:
    'Den forsvinner fra lister og summer og blir borte, uansett hva banken sier senere. Det banken har sagt om den, beholdes, og du kan hente den tilbake.',
  deleteAction: 'Slett',
  deleted: 'Du har slettet denne transaksjonen. Den står ikke i noen liste eller sum.',
  deletedOther: 'Eieren har slettet denne transaksjonen. Den står ikke i noen liste eller sum.',
  withdrawn:
    'Banken melder ikke lenger om denne transaksjonen, så den står ikke i noen liste eller sum. Melder banken om den igjen, kommer den tilbake.',
  restore: 'Hent den tilbake',
  restored: 'Den er tilbake i lister og summer.',
}
