const D = '^src/domain/';
const CONTRACTS = `${D}contracts/`;
const OWN = '^(?:src|workers)/';

/** Files under `from` may use, of this project, only themselves and `to`. */
const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: OWN, pathNot: [from, ...to] },
});

/** Only `users` may import the package `name` (types included, unless said otherwise). */
const onlyUsers = (name, pack, ...users) => ({
  name,
  severity: 'error',
  from: { path: OWN, pathNot: users },
  to: { path: `node_modules/${pack}/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-tests-in-the-app',
      severity: 'error',
      from: { path: OWN },
      to: { path: '^(?:tests|scripts)/' },
    },
    {
      name: 'no-dev-packages-in-the-app',
      severity: 'error',
      from: { path: OWN },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
    },

    only('domain-knows-no-platform', D),
    only('contracts-know-nothing', CONTRACTS),
    only('kernels-know-nothing', `${D}kernels/`),
    only('formats-are-data', `${D}formats/`, CONTRACTS),
    only('metrics-are-data', `${D}metrics/`, CONTRACTS),
    only('analyses-use-kernels', `${D}analyses/`, CONTRACTS, `${D}kernels/`),
    only('governance-knows-contracts', `${D}governance/`, CONTRACTS),
    only('recognise-knows-contracts', `${D}recognise/`, CONTRACTS),
    only('calendar-knows-contracts', `${D}calendar/`, CONTRACTS),
    only(
      'sql-knows-contracts',
      `${D}sql/`,
      CONTRACTS,
      `${D}calendar/`,
      `${D}recognise/([\\w-]+-words|provinces)\\.ts$`,
    ),
    {
      name: 'domain-uses-no-package',
      severity: 'error',
      from: { path: D, pathNot: `${D}sql/decode-columns\\.ts$` },
      to: { path: 'node_modules/|^(?:node:)?(?:fs|path|crypto|worker_threads)$' },
    },

    only('workers-never-see-the-ui', '^workers/', D),
    only('service-worker-stands-alone', '^workers/sw/', '^workers/shared/', CONTRACTS),
    only('ui-is-dumb', '^src/ui/', CONTRACTS),
    only('state-asks-the-engine', '^src/state/', '^src/engine/', CONTRACTS),
    only('pages-compose', '^src/pages/', '^src/(?:state|ui|app|i18n)/', CONTRACTS),
    only('i18n-knows-texts', '^src/i18n/', CONTRACTS),
    only(
      'app-composes',
      '^src/app/',
      '^src/(?:engine|pages|state|ui|i18n)/',
      CONTRACTS,
      // Numbers of the sample shop, computed beforehand, shown while the engine loads.
      `${D}sample/summary\\.ts$`,
    ),
    only('backup-check-stands-alone', '^src/backup-check/', '^workers/vault/(?:keys|backup)/', CONTRACTS),
    only('main-mounts', '^src/main\\.ts$', '^src/app/', '^src/ui/[\\w-]+\\.css$'),
    {
      name: 'one-door-to-workers',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(?:engine|backup-check)/' },
      to: { path: '^workers/' },
    },
    {
      name: 'the-door-is-types-only',
      severity: 'error',
      from: { path: '^src/engine/' },
      to: { path: '^workers/', dependencyTypesNot: ['type-only'] },
    },

    onlyUsers('one-importer-of-the-engine', '@duckdb/duckdb-wasm', '^workers/engine/(?:db|duckdb-runtime)\\.ts$'),
    onlyUsers(
      'arrow-stops-at-decoding',
      'apache-arrow',
      `${D}sql/decode-columns\\.ts$`,
      '^workers/engine/(?:db|duckdb-)[\\w-]*\\.ts$',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\?(?:url|raw|worker)' },
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
      conditionNames: ['import', 'browser', 'svelte', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
