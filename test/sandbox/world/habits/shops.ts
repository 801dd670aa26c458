import { shop } from './purchases.ts'
import type { Shop } from './purchases.ts'

type Shops = readonly [Shop, ...Shop[]]

const sarpsborg = { city: 'Sarpsborg', country: 'NO' }
const arjang = { city: 'Årjäng', country: 'SE' }

export const grocers: Shops = [
  shop('Kiwi Grünerløkka', '5411', [89, 690]),
  shop('Kiwi Carl Berners plass', '5411', [65, 540]),
  shop('Rema 1000 Løren', '5411', [120, 1190]),
  shop('Rema 1000 Sinsen', '5411', [95, 880]),
  shop('Meny Ringnes Park', '5411', [180, 1240]),
  shop('Coop Extra Vulkan', '5411', [110, 790]),
  shop('Coop Mega Grefsen', '5411', [150, 980]),
  shop('Joker Torshov', '5411', [45, 260]),
  shop('Obs Slitu', '5411', [380, 1690], sarpsborg),
]

export const householdShops: Shops = [
  shop('IKEA Furuset', '5712', [249, 2490, 100]),
  shop('Byggmax Alnabru', '5211', [149, 2890]),
  shop('Clas Ohlson Torggata', '5251', [79, 699]),
  shop('Jula Alnabru', '5200', [99, 899]),
  shop('Apotek 1 Storo', '5912', [89, 520]),
  shop('Vitusapotek Grünerløkka', '5912', [69, 430]),
  shop('Plantasjen Økern', '5261', [119, 780]),
  shop('Circle K Sinsenkrysset', '5541', [420, 1080]),
  shop('Vinmonopolet Thorvald Meyers gate', '5921', [159, 690]),
  shop('Europris Bryn', '5331', [69, 490]),
]

export const ingridsSmall: Shops = [
  shop('Åpent Bakeri', '5462', [42, 138, 100]),
  shop('Kaffebrenneriet Ullevål', '5814', [44, 112, 100]),
  shop('Narvesen Majorstuen', '5994', [29, 119]),
  shop('Tim Wendelboe', '5814', [52, 96, 100]),
  shop('Baker Hansen', '5462', [39, 149, 100]),
  shop('Norli Universitetsgata', '5942', [149, 449, 100]),
  shop('Kantina Blå', '5812', [62, 98, 100]),
]

export const jonasSmall: Shops = [
  shop('7-Eleven Jernbanetorget', '5499', [32, 129]),
  shop('Espresso House Bjørvika', '5814', [48, 139, 100]),
  shop('Deli de Luca Skøyen', '5814', [59, 169, 100]),
  shop('Sløtt & Løff Kafé', '5812', [119, 239, 100]),
  shop('Syverkiosken', '5814', [45, 90, 500]),
  shop('EasyPark', '7523', [18, 146]),
  shop('Kantine Fjordgløtt', '5812', [58, 94, 100]),
]

export const bigger: Shops = [
  shop('Elkjøp Lørenskog', '5732', [299, 3490, 100]),
  shop('XXL Sport og Villmark', '5941', [199, 2190, 100]),
  shop('Zalando', '5651', [349, 1690, 100]),
  shop('Komplett.no', '5732', [249, 2890, 100]),
  shop('Cubus Storo', '5651', [129, 799, 100]),
  shop('Restaurant Hølandsbryggen', '5812', [480, 1650, 100]),
  shop('Nationaltheatret', '7922', [380, 1180, 100]),
  shop('Filmens Hus Kino', '7832', [145, 460, 100]),
  shop('Boots Apotek Sørenga', '5912', [129, 640]),
  shop('Byggmester Øst', '5211', [240, 2650]),
]

export const emmasShops: Shops = [
  shop('7-Eleven Storo', '5499', [25, 89]),
  shop('Narvesen Torshov', '5994', [22, 79]),
  shop("McDonald's Carl Berner", '5814', [49, 119, 100]),
  shop('H&M Storo', '5651', [79, 249, 100]),
  shop('Normal Grünerløkka', '5331', [20, 110]),
  shop('Kiwi Torshov', '5411', [19, 75]),
  shop('Odeon Kino', '7832', [110, 165, 500]),
]

export const cabinShops: Shops = [
  shop('ICA Kvantum Årjäng', '5411', [180, 1190], arjang),
  shop('Coop Töcksfors', '5411', [140, 980], { city: 'Töcksfors', country: 'SE' }),
  shop('Systembolaget Årjäng', '5921', [119, 620, 100], arjang),
  shop('Biltema Karlstad', '5533', [79, 890], { city: 'Karlstad', country: 'SE' }),
  shop('OKQ8 Årjäng', '5541', [350, 780], arjang),
  shop('Östra Bygghandeln', '5211', [149, 1450, 100], arjang),
  shop('Café Sjöglimten', '5812', [85, 320, 500], arjang),
]

export const euroShops: Shops = [
  shop('Hetzner Online GmbH', '7372', [8, 24, 1], { city: 'Gunzenhausen', country: 'DE' }),
  shop('Thomann GmbH', '5733', [19, 140, 10], { city: 'Burgebrach', country: 'DE' }),
  shop('Steam Games', '5816', [5, 45, 1], { city: 'Hamburg', country: 'DE' }),
  shop('Deutsche Bahn', '4112', [18, 89, 10], { city: 'Berlin', country: 'DE' }),
]
