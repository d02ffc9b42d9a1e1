import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

/** Which tsconfig types which files: the folder says where code runs. */
const PROJECTS = {
  'tsconfig.domain.json': ['src/domain/**/*.ts'],
  'tsconfig.json': ['src/**/*.ts'],
  'tsconfig.workers.json': ['workers/**/*.ts'],
  'tsconfig.tests.json': ['tests/**/*.ts', 'scripts/**/*.ts', '*.config.ts'],
};
const DOMAIN = PROJECTS['tsconfig.domain.json'];

/** Files that a library or a platform type forces to assert a type; each says why where it does. */
const MAY_ASSERT_TYPES = ['tests/**/*.ts'];

/** Tables of data: long because there is much to say, not because two things share a file. */
const DATA_TABLES = [
  'src/domain/contracts/{errors,canonical}.ts',
  'src/domain/formats/**/*.ts',
  'src/domain/recognise/*-words.ts',
  'tests/**/fixtures/**/*.ts',
];

/** Tables whose rows are written as calls: the parameters are columns. */
const ROWS_AS_CALLS = [
  'scripts/format-fixtures/**/*.ts',
  'src/domain/contracts/canonical.ts',
  'src/ui/charts/province-tiles.ts',
];

/** One loop over bytes with a branch per kind of byte: taken apart it would pay a call per byte. */
const BYTE_AUTOMATA = [
  'workers/reader/{record-cursor,cells,decode-text,sniff-encoding,sha256}.ts',
  'workers/reader/read-xlsx/scan-sheet.ts',
];

const SQL = String.raw`/\b(SELECT|FROM|WHERE|INSERT INTO|UPDATE|DELETE|CREATE|DROP|ALTER|COPY|ATTACH)\b/`;
const SQL_BY_STRING = [
  {
    selector: `TemplateLiteral[expressions.length>0] > TemplateElement[value.raw=${SQL}]`,
    message: 'SQL is static text with bound parameters; dynamic SQL is compiled in src/domain/sql.',
  },
  {
    selector: `BinaryExpression[operator="+"] > Literal[value=${SQL}]`,
    message: 'SQL is static text with bound parameters; dynamic SQL is compiled in src/domain/sql.',
  },
];

const LONG_FUNCTION = { max: 60, skipBlankLines: true, skipComments: true };

const UNTYPED_ANSWERS = Object.fromEntries(
  ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
    `@typescript-eslint/no-unsafe-${use}`,
    'off',
  ]),
);

const STYLE = {
  'no-console': 'error',
  'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
  'max-params': ['error', 3],
  complexity: ['error', 10],
  eqeqeq: 'error',
  'no-restricted-syntax': ['error', ...SQL_BY_STRING],
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
};

const typed = Object.entries(PROJECTS).map(([project, files]) => ({
  files,
  ignores: [...(project === 'tsconfig.json' ? DOMAIN : []), '**/*.svelte.ts'],
  extends: [ts.configs.strictTypeChecked],
  languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
  rules: {
    // A verb of a worker is async because its contract is, whether or not it waits for anything.
    '@typescript-eslint/require-await': 'off',
    // defineX() helpers take a type parameter to keep literal types.
    '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    '@typescript-eslint/no-confusing-void-expression': [
      'error',
      { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
    ],
    // `[...text]` are the characters of a text, on purpose.
    '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
  },
}));

export default ts.config(
  { ignores: ['dist/', 'node_modules/', '.cache/', 'coverage/', 'test-results/', 'playwright-report/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strict,
  svelte.configs.recommended,
  ...typed,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // Routes are hashes: there is no base path to resolve.
      'svelte/no-navigation-without-resolve': 'off',
      // Sets and addresses are replaced, never changed in place: $state.raw holds them.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  { files: ['**/*.js', '**/*.mjs'], languageOptions: { globals: globals.node } },
  { rules: STYLE },
  { files: ['**/*.{ts,svelte}'], rules: { 'no-undef': 'off' } },
  { files: DATA_TABLES, rules: { 'max-lines': 'off' } },
  { files: MAY_ASSERT_TYPES, rules: { '@typescript-eslint/consistent-type-assertions': 'off' } },
  { files: ['src/**/*.ts', 'workers/**/*.ts'], rules: { 'max-lines-per-function': ['error', LONG_FUNCTION] } },
  // Answers of other tools and of dynamic imports: compared and printed, not built upon.
  { files: ['tests/**/*.ts', 'scripts/**/*.ts'], rules: UNTYPED_ANSWERS },
  { files: ['src/domain/sql/**/*.ts', 'tests/**/*.ts', 'scripts/**/*.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ROWS_AS_CALLS, rules: { 'max-params': 'off' } },
  { files: BYTE_AUTOMATA, rules: { complexity: 'off' } },
  // Scripts talk to a terminal.
  { files: ['scripts/**/*.ts', '**/*.mjs', 'tests/real/**/*.ts'], rules: { 'no-console': 'off' } },
);
