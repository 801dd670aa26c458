import { describe, expect, it } from 'vitest'
import css from './tokens.css?raw'

const themes = { light: toColors(':root {'), dark: toColors(":root[data-theme='dark'] {") }
const grounds = ['page', 'surface', 'sunken']
const textPairs = [
  ...['ink', 'soft', 'accent'].flatMap((text) => grounds.map((ground) => [text, ground])),
  ...['good', 'attention', 'bad', 'accent'].map((meaning) => [meaning, `${meaning}-soft`]),
  ...['good', 'attention', 'bad'].flatMap((text) => [
    [text, 'surface'],
    [text, 'page'],
  ]),
  ...['accent-soft', 'attention-soft', 'bad-soft', 'good-soft'].flatMap((ground) => [
    ['ink', ground],
    ['soft', ground],
  ]),
  ['ink', 'raised'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-strong'],
]

describe.each(Object.entries(themes))('the %s theme', (_, colors) => {
  it.each(textPairs)('sets %s on %s with a contrast of at least 4.5', (text = '', ground = '') => {
    expect(toContrast(colors, text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(grounds)('draws the edge of a field on %s with a contrast of at least 3', (ground) => {
    expect(toContrast(colors, 'edge', ground)).toBeGreaterThanOrEqual(3)
  })
})

type Colors = ReadonlyMap<string, number>

function toContrast(colors: Colors, a: string, b: string): number {
  const [dark = 0, light = 0] = [colors.get(a) ?? NaN, colors.get(b) ?? NaN].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** The relative luminance of each colour in a block, as WCAG 2 defines it. */
function toColors(start: string): Colors {
  const from = css.indexOf(start)
  const block = css.slice(from, css.indexOf('}', from))
  const matches = block.matchAll(/--([\w-]+): #([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2});/g)
  return new Map([...matches].map(([, name = '', ...channels]) => [name, toLuminance(channels)]))
}

function toLuminance(channels: readonly string[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((hex) => {
    const value = Number.parseInt(hex, 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
