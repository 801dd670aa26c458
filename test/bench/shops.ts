interface Shop {
  readonly name: string
  readonly place: string
  readonly category: string
}

const chains = [
  'Rema 1000',
  'Kiwi',
  'Coop Extra',
  'Meny',
  'ICA Nära',
  'Willys',
  'Vinmonopolet',
  'Systembolaget',
  'Ruter',
  'Vy',
  'Circle K',
  'Esso',
  'Apotek 1',
  'Boots',
  'Clas Ohlson',
  'Jula',
  'Spotify',
  'Netflix',
  'Telenor',
  'Telia',
  'Fjordkraft',
  'Tibber',
  'Bakeriet på Torget',
  'Espresso House',
  'Narvesen',
  'Pressbyrån',
  'Elkjøp',
  'IKEA',
  'H&M',
  'XXL',
  'Blomsterhjørnet',
  'Åpent Bakeri',
  'Peppes Pizza',
  'Max Burgers',
  'Lønn',
  'Husleie',
]
const places = [
  'Oslo',
  'Bergen',
  'Trondheim',
  'Tromsø',
  'Stockholm',
  'Göteborg',
  'Malmö',
  'Åndalsnes',
  'Mo i Rana',
]
const categories = [
  'groceries',
  'eating_out',
  'transport',
  'health',
  'home',
  'leisure',
  'subscriptions',
  'other',
]
const families = [
  'Andersen',
  'Berg',
  'Dahl',
  'Ek',
  'Fossum',
  'Grønli',
  'Haugen',
  'Isaksen',
  'Johansson',
  'Källström',
]

/** From those seen every week to those seen once in years. */
export const shops: readonly [Shop, ...Shop[]] = [
  { name: 'Rema 1000', place: 'Oslo', category: 'groceries' },
  ...chains.flatMap((name, at) =>
    places.map((place, near) => ({
      name,
      place,
      category: categories[(at + near) % categories.length] ?? 'other',
    })),
  ),
  ...families.flatMap((family) =>
    chains.map((chain) => ({
      name: `${family} ${chain.slice(0, 3)}sen Snekkeri`,
      place: 'Hamar',
      category: 'home',
    })),
  ),
]
