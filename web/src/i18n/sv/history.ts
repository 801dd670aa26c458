import type { Messages } from '../messages.ts'

export const history: Messages['history'] = {
  title: 'Vad som har meddelats, och när',
  fromBank: 'Banken',
  fromFile: 'En fil',
  booked: 'bokförd',
  pending: 'reserverad',
  shown: 'Visas',
  toldOnce: 'Meddelat {first}.',
  told: 'Meddelat från {first} till {last}.',
  imported: 'Importerad {first}.',
  gone: 'Inte meddelat sedan {date}.',
  why: 'Varför den räknas som samma',
  reason_first: 'Det första som meddelades om den här transaktionen.',
  reason_same_id: 'Räknas som samma: banken gav den samma nummer.',
  reason_same_text: 'Räknas som samma: belopp och text är lika, med några dagar emellan.',
  reason_similar_text: 'Räknas som samma: beloppet är lika och texten nästan.',
  reason_only_one: 'Räknas som samma: det fanns bara en med det beloppet de dagarna.',
  reason_changed_amount:
    'Räknas som samma: texten är lika, och beloppet ändrades när den bokfördes.',
  reason_other_source: 'Räknas som samma: både en fil och banken har meddelat den.',
  reason_person: 'Räknas som samma: avgjort för hand.',
  split: 'Det här är en annan transaktion',
  splitTitle: 'Två transaktioner?',
  splitText:
    'Det som meddelades här blir en egen transaktion, och Skrin slår aldrig ihop de två igen på egen hand. Kategori, anteckning och taggar följer med som en kopia.',
  splitAction: 'Dela upp dem',
  splitDone: 'De är nu två transaktioner.',
  merge: 'De här två är samma',
  mergeTitle: 'Är det här en och samma?',
  mergeText:
    'Av de två blir den nyare kvar, med sin kategori och anteckning. Det den saknar tar den från den andra, och taggarna från båda behålls. Det går att ångra i transaktionen.',
  mergeAction: 'De är samma',
  mergeDone: 'De är nu en transaktion.',
  delete: 'Ta bort den här transaktionen',
  deleteTitle: 'Ta bort den här transaktionen?',
  deleteText:
    'Den försvinner från listor och summor och förblir borta, vad banken än säger senare. Det som banken har sagt om den finns kvar, och du kan hämta tillbaka den.',
  deleteAction: 'Ta bort',
  deleted: 'Du har tagit bort den här transaktionen. Den finns inte i någon lista eller summa.',
  deletedOther:
    'Ägaren har tagit bort den här transaktionen. Den finns inte i någon lista eller summa.',
  withdrawn:
    'Banken meddelar inte längre den här transaktionen, så den finns inte i någon lista eller summa. Om banken meddelar den igen kommer den tillbaka.',
  restore: 'Hämta tillbaka den',
  restored: 'Den är tillbaka i listor och summor.',
}
