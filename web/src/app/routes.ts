import type { RouteRecordInfo, RouteRecordRaw } from 'vue-router'

type Plain<Name extends string, Path extends string> = RouteRecordInfo<
  Name,
  Path,
  Record<never, never>,
  Record<never, never>,
  never
>
type WithId<Name extends string, Path extends string> = RouteRecordInfo<
  Name,
  Path,
  { id: string },
  { id: string },
  never
>

/** Every place of the app by its name: a link to another name does not compile. */
export interface RouteMap {
  overview: Plain<'overview', '/'>
  account: WithId<'account', '/accounts/:id'>
  transactions: Plain<'transactions', '/transactions'>
  banks: Plain<'banks', '/banks'>
  connected: Plain<'connected', '/banks/connected'>
  settings: Plain<'settings', '/settings'>
  'sign-in': Plain<'sign-in', '/sign-in'>
  'set-up': Plain<'set-up', '/set-up'>
  'not-found': RouteRecordInfo<
    'not-found',
    '/:path(.*)*',
    { path: string[] },
    { path: string[] },
    never
  >
}
export type RouteName = keyof RouteMap

declare module 'vue-router' {
  interface TypesConfig {
    RouteNamedMap: RouteMap
  }
  interface RouteMeta {
    /** visitor: only for those who are not signed in. Everything else asks for a member. */
    access?: 'visitor'
    /** rest: it needs texts that the first pages do without. */
    texts?: 'rest'
  }
}

type TypedRoute = RouteRecordRaw & { name: RouteName }

export const routes: readonly TypedRoute[] = [
  { name: 'overview', path: '/', component: () => import('../overview/OverviewPage.vue') },
  {
    name: 'account',
    path: '/accounts/:id',
    component: () => import('../accounts/AccountPage.vue'),
  },
  {
    name: 'transactions',
    path: '/transactions',
    component: () => import('../transactions/TransactionsPage.vue'),
  },
  { name: 'banks', path: '/banks', component: () => import('../banks/BanksPage.vue') },
  {
    name: 'connected',
    path: '/banks/connected',
    component: () => import('../banks/ConnectedPage.vue'),
  },
  { name: 'settings', path: '/settings', component: () => import('../settings/SettingsPage.vue') },
  {
    name: 'sign-in',
    path: '/sign-in',
    component: () => import('../session/SignInPage.vue'),
    meta: { access: 'visitor' },
  },
  {
    name: 'set-up',
    path: '/set-up',
    component: () => import('../session/SetUpPage.vue'),
    meta: { access: 'visitor' },
  },
  { name: 'not-found', path: '/:path(.*)*', component: () => import('./NotFoundPage.vue') },
]
