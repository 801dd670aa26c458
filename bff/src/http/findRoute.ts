interface KnownRoute {
  readonly method: string
  /** As OpenAPI writes it: `{name}` is one segment. */
  readonly path: string
}

/** The row of a table of routes that a request meets; HEAD meets what GET does. */
export function findRoute<Route extends KnownRoute>(
  routes: readonly Route[],
  { method, path }: KnownRoute,
): Route | undefined {
  const asked = method === 'HEAD' ? 'get' : method.toLowerCase()
  const isExact = (route: Route) => route.path === path
  const found = routes.filter((route) => route.method === asked && isRouteAt(route, path))
  // `/connections/own` is not `/connections/{id}`.
  return found.find(isExact) ?? found[0]
}

export function isRouteAt({ path: template }: Pick<KnownRoute, 'path'>, path: string): boolean {
  const segments = path.split('/')
  const expected = template.split('/')
  return (
    segments.length === expected.length &&
    expected.every((segment, index) => segment.startsWith('{') || segment === segments[index])
  )
}
