type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Two catalogues as one. A feature may have some of its texts in the one and some in the other. */
export function mergeTexts<First extends Catalogue, Rest extends Catalogue>(
  first: First,
  rest: Rest,
): First & Rest {
  const features = Object.entries(rest).map(([feature, texts]) => [
    feature,
    { ...first[feature], ...texts },
  ])
  return { ...first, ...Object.fromEntries(features) }
}
