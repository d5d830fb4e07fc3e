// Who may import whom (DESIGN.md, "Layers"). Data goes one way: a folder knows the folders below
// it and nothing of those above; what it needs from a neighbour is handed in by app.ts.
const everyone = ['^border\\.ts$', '^root\\.ts$']
const asked = '^knowledge/asked\\.ts$'
const channel = '^adapters/channel\\.ts$'
const commune = '^knowledge/commune\\.ts$'
const place = '^knowledge/place\\.ts$'
const ticket = '^desk/ticket\\.ts$'
const vietnamese = '^knowledge/vietnamese\\.ts$'

// The command line and the wiring, which know every part.
const wiring = ['^main\\.ts$', '^cli/', '^app\\.ts$', '^app/']

/** Files under `from` import packages, each other, and of ours only what `to` lists. */
const only = (from, to) => ({
  name: `${from}-imports-only`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: {
    path: '^[^.]',
    dependencyTypesNot: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'core'],
    pathNot: [...everyone, `^${from}/`, ...to],
  },
})

module.exports = {
  forbidden: [
    only('adapters', []),
    only('knowledge', []),
    only('store', []),
    only('desk', [channel, vietnamese, '^knowledge/telex\\.ts$', place, commune, '^store/']),
    only('flows', [channel, ticket, '^knowledge/']),
    only('bot', [
      '^flows/',
      '^store/',
      vietnamese,
      asked,
      channel,
      '^adapters/(render|window)\\.ts$',
      ticket,
    ]),
    {
      name: 'bot-knows-the-words-of-knowledge-only',
      comment: 'Asking is handed in by app.ts; what an answer looks like is known to all.',
      severity: 'error',
      from: { path: '^bot/' },
      to: { path: asked, dependencyTypesNot: ['type-only'] },
    },
    only('server', [channel, ticket]),
    only('province', ['^desk/', '^knowledge/', '^adapters/(channel|pace|window)\\.ts$']),
    {
      name: 'only-the-process-reads-the-configuration',
      comment: 'Everybody else is handed the values that concern them by app.ts.',
      severity: 'error',
      from: { pathNot: [...wiring, '^(test|bench)/'] },
      to: { path: '^config\\.ts$' },
    },
    {
      name: 'only-the-process-reads-the-content',
      severity: 'error',
      from: { pathNot: [...wiring, '^content\\.ts$', '^(province|test|bench)/'] },
      to: { path: ['^content\\.ts$', '^province/'] },
    },
    {
      name: 'nobody-imports-the-process',
      severity: 'error',
      from: { pathNot: [...wiring, '^(test|bench)/'] },
      to: { path: wiring },
    },
    {
      name: 'only-the-bridge-knows-botbuilder',
      comment: 'The SDK is archived and has a successor: moving to it must stay within the bridge.',
      severity: 'error',
      from: { pathNot: ['^bot/bridge[a-z-]*\\.ts$', '^(test|bench)/', 'node_modules'] },
      to: { path: 'node_modules/bot(builder|framework)' },
    },
    {
      name: 'only-the-store-knows-its-engines',
      severity: 'error',
      from: { pathNot: ['^store/', '^(test|bench)/', 'node_modules'] },
      to: { path: 'node_modules/(@electric-sql|pg|bullmq|ioredis)/' },
    },
    {
      name: 'the-product-does-without-tests',
      severity: 'error',
      from: { pathNot: ['^(test|bench)/', '\\.config\\.ts$'] },
      to: { path: ['^(test|bench)/'] },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'A path that leads nowhere would hide every rule behind it.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Type imports count as imports.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage|\\.ci-work)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
