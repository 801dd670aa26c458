import { createRouter, createWebHistory } from 'vue-router'
import type { RouteLocationNormalized, RouteLocationRaw, RouterHistory } from 'vue-router'
import type { Session } from '@skrin/shared/api/session'
import { leaveFirstPage } from '../ui/firstPage.ts'
import { routes } from './routes.ts'

export interface Surroundings {
  ensureSession(): Promise<Session>
  ensureRestOfTexts(): Promise<void>
}

export function createSkrinRouter(
  { ensureSession, ensureRestOfTexts }: Surroundings,
  history: RouterHistory = createWebHistory(),
) {
  const router = createRouter({
    history,
    routes: [...routes],
    scrollBehavior: (to, from, saved) =>
      to.path === from.path ? undefined : (saved ?? { top: 0 }),
  })

  router.beforeEach(async (to) => toAllowedPlace(to, await ensureSession()))
  router.beforeResolve(async ({ meta }) => {
    if (meta.texts === 'rest') await ensureRestOfTexts()
  })
  router.afterEach((to, from) => {
    if (from.matched.length > 0 && to.path !== from.path) leaveFirstPage()
  })
  return router
}

/** Where a person ends up who wants to go to `to`; true: right there. */
export function toAllowedPlace(
  to: Pick<RouteLocationNormalized, 'name' | 'meta' | 'fullPath' | 'query'>,
  { member, setup }: Session,
): RouteLocationRaw | true {
  const { access } = to.meta
  const forVisitors = access === 'visitor'
  if (member) return forVisitors ? toReturnPath(to.query.to) : true
  if (setup === 'needed') return to.name === 'set-up' ? true : { name: 'set-up' }
  if (access !== undefined && to.name !== 'set-up') return true
  return { name: 'sign-in', query: to.fullPath === '/' ? {} : { to: to.fullPath } }
}

/** The page that was asked for before signing in. Only a path of our own: `//elsewhere` is another site. */
export function toReturnPath(wanted: unknown): string {
  return typeof wanted === 'string' && /^\/(?![/\\])/.test(wanted) ? wanted : '/'
}
