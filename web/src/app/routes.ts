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
  review: Plain<'review', '/transactions/review'>
  insights: Plain<'insights', '/insights'>
  move: Plain<'move', '/move'>
  'transfer-order': WithId<'transfer-order', '/move/:id'>
  banks: Plain<'banks', '/banks'>
  connected: Plain<'connected', '/banks/connected'>
  settings: Plain<'settings', '/settings'>
  household: Plain<'household', '/settings/household'>
  'sign-in-methods': Plain<'sign-in-methods', '/settings/sign-in'>
  sessions: Plain<'sessions', '/settings/sessions'>
  rules: Plain<'rules', '/settings/rules'>
  'notice-settings': Plain<'notice-settings', '/settings/notices'>
  'access-log': Plain<'access-log', '/settings/access-log'>
  tokens: Plain<'tokens', '/settings/tokens'>
  files: Plain<'files', '/settings/files'>
  import: WithId<'import', '/settings/files/:id'>
  'sign-in': Plain<'sign-in', '/sign-in'>
  'set-up': Plain<'set-up', '/set-up'>
  join: Plain<'join', '/join'>
  'bank-client': RouteRecordInfo<
    'bank-client',
    '/bank-clients/:bank',
    { bank: string },
    { bank: string },
    never
  >
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
    /** visitor: only for those who are not signed in. anybody: for them and for members. Everything else asks for a member. */
    access?: 'visitor' | 'anybody'
    /** rest: it needs texts that the first pages do without. */
    texts?: 'rest'
    /** The place in the rail and the bottom bar that it belongs to, where that is not itself. */
    place?: 'overview' | 'transactions' | 'move' | 'banks' | 'settings'
  }
}

type TypedRoute = RouteRecordRaw & { name: RouteName }

const inSettings = { texts: 'rest', place: 'settings' } as const

export const routes: readonly TypedRoute[] = [
  { name: 'overview', path: '/', component: () => import('../overview/OverviewPage.vue') },
  {
    name: 'account',
    path: '/accounts/:id',
    component: () => import('../accounts/AccountPage.vue'),
    meta: { texts: 'rest', place: 'overview' },
  },
  {
    name: 'transactions',
    path: '/transactions',
    component: () => import('../transactions/TransactionsPage.vue'),
  },
  {
    name: 'review',
    path: '/transactions/review',
    component: () => import('../review/ReviewPage.vue'),
    meta: { texts: 'rest', place: 'transactions' },
  },
  {
    name: 'insights',
    path: '/insights',
    component: () => import('../insights/InsightsPage.vue'),
    meta: { texts: 'rest' },
  },
  {
    name: 'move',
    path: '/move',
    component: () => import('../transferOrders/MovePage.vue'),
    meta: { texts: 'rest' },
  },
  {
    name: 'transfer-order',
    path: '/move/:id',
    component: () => import('../transferOrders/TransferOrderPage.vue'),
    meta: { texts: 'rest', place: 'move' },
  },
  {
    name: 'banks',
    path: '/banks',
    component: () => import('../banks/BanksPage.vue'),
    meta: { texts: 'rest' },
  },
  {
    name: 'connected',
    path: '/banks/connected',
    component: () => import('../banks/ConnectedPage.vue'),
    meta: { texts: 'rest', place: 'banks' },
  },
  {
    name: 'settings',
    path: '/settings',
    component: () => import('../settings/SettingsPage.vue'),
    meta: inSettings,
  },
  {
    name: 'household',
    path: '/settings/household',
    component: () => import('../household/HouseholdPage.vue'),
    meta: inSettings,
  },
  {
    name: 'sign-in-methods',
    path: '/settings/sign-in',
    component: () => import('../signIn/SignInMethodsPage.vue'),
    meta: inSettings,
  },
  {
    name: 'sessions',
    path: '/settings/sessions',
    component: () => import('../sessions/SessionsPage.vue'),
    meta: inSettings,
  },
  {
    name: 'rules',
    path: '/settings/rules',
    component: () => import('../rules/RulesPage.vue'),
    meta: inSettings,
  },
  {
    name: 'notice-settings',
    path: '/settings/notices',
    component: () => import('../notices/NoticeSettingsPage.vue'),
    meta: inSettings,
  },
  {
    name: 'access-log',
    path: '/settings/access-log',
    component: () => import('../accessLog/AccessLogPage.vue'),
    meta: inSettings,
  },
  {
    name: 'tokens',
    path: '/settings/tokens',
    component: () => import('../apiTokens/ApiTokensPage.vue'),
    meta: inSettings,
  },
  {
    name: 'files',
    path: '/settings/files',
    component: () => import('../files/FilesPage.vue'),
    meta: inSettings,
  },
  {
    name: 'import',
    path: '/settings/files/:id',
    component: () => import('../files/ImportPage.vue'),
    meta: inSettings,
  },
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
  {
    name: 'join',
    path: '/join',
    component: () => import('../join/JoinPage.vue'),
    meta: { access: 'anybody', texts: 'rest' },
  },
  {
    // A page of the server: whoever was sent to sign in on the way there comes to it by loading it.
    name: 'bank-client',
    path: '/bank-clients/:bank',
    component: () => import('./NotFoundPage.vue'),
    beforeEnter({ fullPath }) {
      window.location.assign(fullPath)
      return false
    },
  },
  { name: 'not-found', path: '/:path(.*)*', component: () => import('./NotFoundPage.vue') },
]
