import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import { lintParser } from './scripts/lintParser.ts'

/** Imports that a layer must not have: a regular expression over what is written, and the reason. */
const forbid = (...patterns) => ({
  'no-restricted-imports': [
    'error',
    { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
  ],
})

const noBff = ['^@skrin/bff|(^|/)bff/src/', 'the page and the server share only @skrin/shared']
const noWeb = ['^@skrin/web|(^|/)web/src/', 'the page and the server share only @skrin/shared']
const noTest = ['^@skrin/test|(^|/)test/', 'the product never imports its tests or its sandbox']
const noNode = ['^node:', 'this code runs in browsers too']
const noExpress = ['^express', 'Express stays in http/, routes/ and app.ts']
const noRegistry = ['(^|/)registry\\.ts$', 'only context.ts knows which banks there are']
const noBank = ['(^|/)banks/[^/]+/[^/]+\\.ts$', 'banks are reached through the registry']

const features = [
  'accessLog',
  'accounts',
  'apiTokens',
  'banks',
  'household',
  'insights',
  'join',
  'overview',
  'review',
  'rules',
  'session',
  'sessions',
  'settings',
  'signIn',
  'stepUp',
  'transactions',
]
/** What every feature builds on: who is here, asking them once more, and the frame of the settings' pages. */
const common = ['session', 'settings', 'stepUp']

export default defineConfig(
  globalIgnores(['**/dist/', '**/node_modules/', '**/data/', '**/.cache/', '**/test-results/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parser: lintParser,
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        extraFileExtensions: ['.vue'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // TypeScript sees these itself, with more knowledge.
      'no-undef': 'off',
      'max-params': ['error', 4],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-control-regex': 'off',
      'no-fallthrough': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      // Our objects are closures: their functions know no `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_$' },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Handlers that return what they were given to return, and functions passed on, read better short.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false } },
      ],
    },
  },
  {
    files: ['web/**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: lintParser } },
    rules: {
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/define-emits-declaration': ['error', 'type-literal'],
      'vue/no-v-html': 'error',
      'vue/require-default-prop': 'off',
      // Prettier lays out the templates.
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
    },
  },
  {
    // Only vue-tsc knows the types of components; to the rules below they are unknown.
    files: ['web/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Answers of servers under test are compared whole, and a wrong one fails the test.
    files: ['**/*.test.ts', 'test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
    },
  },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
  // Plain scripts of the page, next to which nothing is built.
  { files: ['web/public/**/*.js'], rules: { 'no-undef': 'off' } },
  { files: ['shared/src/**'], rules: forbid(noBff, noWeb, noTest, noNode) },
  { files: ['web/src/**'], rules: forbid(noBff, noTest, noNode) },
  ...features.map((feature) => {
    const isOther = (other) => other !== feature && !common.includes(other)
    const others = features.filter(isOther).join('|')
    const noFeature = [`^(\\.\\./)+(${others}|app)/`, 'features do not import each other']
    return {
      files: [`web/src/${feature}/**`],
      ignores: ['**/*.test.ts'],
      rules: forbid(noBff, noTest, noNode, noFeature),
    }
  }),
  { files: ['bff/src/**'], rules: forbid(noWeb, noTest, noExpress, noRegistry, noBank) },
  {
    files: ['bff/src/app.ts', 'bff/src/{http,routes}/**'],
    rules: forbid(noWeb, noTest, noRegistry, noBank),
  },
  {
    files: ['bff/src/context.ts', 'bff/src/main.ts'],
    rules: forbid(noWeb, noTest, noExpress, noBank),
  },
  { files: ['bff/src/**/*.test.ts'], rules: forbid(noWeb) },
  {
    // A bank folder is data and pure functions: it receives its token and knows no other bank.
    files: ['bff/src/banks/*/**'],
    ignores: ['**/*.test.ts'],
    rules: forbid([
      '^(?!\\./|\\.\\./(bank|bankError|bankTransfers|visitAccounts|wire)\\.ts$|@skrin/shared/|valibot$)',
      'a bank imports only the contract, its own files, valibot and @skrin/shared',
    ]),
  },
  {
    files: ['bff/src/banks/registry.ts'],
    rules: forbid(noWeb, noTest, noExpress),
  },
)
