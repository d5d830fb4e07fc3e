// Bundles the product: one program for Node, and the pages' scripts for browsers.
// Files reach dist/ one rename at a time and main.js comes last, so that neither a second build
// nor a start that happens beside this one ever meets half a file.
// Usage: node build.mjs [--if-needed]
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, 'dist')
const program = join(dist, 'main.js')
/** Names what the last complete build was made from; its time is when that build began. */
const stamp = join(dist, '.built')
const browserFolder = join(root, 'server/browser')
const publicFolder = join(root, 'server/public')

if (!process.argv.includes('--if-needed') || isStale()) await build()

async function build() {
  const began = new Date()
  const esbuild = await bundler()
  if (!esbuild) return
  const shared = { absWorkingDir: root, bundle: true, metafile: true, write: false, outdir: dist }
  const [node, pages] = await Promise.all([
    esbuild.build({
      ...shared,
      entryPoints: ['main.ts'],
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      splitting: true,
      chunkNames: 'part-[hash]',
      jsx: 'automatic',
      jsxImportSource: 'preact',
    }),
    esbuild.build({
      ...shared,
      outdir: join(dist, 'public'),
      entryPoints: filesIn(browserFolder).filter((path) => path.endsWith('.ts')),
      format: 'iife',
      platform: 'browser',
      // Telephones stay in use for many years.
      target: 'es2019',
      minify: true,
    }),
  ])
  const still = filesIn(publicFolder).map((path) => ({
    path: join(dist, 'public', relative(publicFolder, path)),
    contents: readFileSync(path),
  }))
  publish([...scriptsOf(pages), ...still, ...node.outputFiles])
  const inputs = [node, pages].flatMap(({ metafile }) => Object.keys(metafile.inputs))
  writeFileSync(stamp, inputs.join('\n'))
  utimesSync(stamp, began, began)
  // On standard error: a command that builds first may print JSON.
  console.error(`built dist/ in ${Date.now() - began.getTime()} ms`)
}

/** A file that another one imports is a part of it and no script of its own. */
function scriptsOf({ outputFiles, metafile }) {
  const parts = Object.values(metafile.inputs).flatMap(({ imports }) => imports)
  const isPart = new Set(parts.map(({ path }) => path))
  return outputFiles.filter(
    ({ path }) => !isPart.has(metafile.outputs[relative(root, path)].entryPoint),
  )
}

/** esbuild is a development dependency: without it a finished dist/ is used as it is. */
async function bundler() {
  try {
    return await import('esbuild')
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
    if (!existsSync(program)) {
      console.error(
        'dist/ is missing and esbuild is not installed: run "npm ci", which builds, then "npm prune --omit=dev"; or bring dist/ from a machine that has built it.',
      )
      process.exitCode = 1
    }
  }
}

function publish(files) {
  mkdirSync(dist, { recursive: true })
  for (const { path, contents } of files.filter(({ path }) => path !== program)) {
    put(path, contents)
  }
  for (const { contents } of files.filter(({ path }) => path === program)) {
    put(program, Buffer.concat([Buffer.from('#!/usr/bin/env node\n'), contents]), 0o755)
  }
  const kept = new Set(files.map(({ path }) => path))
  for (const path of filesIn(dist)) {
    // Names with a dot in front are the stamp, and the unfinished files of a build beside us.
    if (!kept.has(path) && !basename(path).startsWith('.')) rmSync(path, { force: true })
  }
}

function put(path, contents, mode = 0o644) {
  mkdirSync(dirname(path), { recursive: true })
  const fresh = join(dirname(path), `.${basename(path)}.${process.pid}`)
  writeFileSync(fresh, contents, { mode })
  renameSync(fresh, path)
}

function isStale() {
  if (!existsSync(stamp) || !existsSync(program)) return true
  const built = statSync(stamp).mtimeMs
  const inputs = [
    ...readFileSync(stamp, 'utf8').split('\n'),
    'build.mjs',
    'package.json',
    'tsconfig.json',
  ]
    .map((path) => join(root, path))
    // Every file in these is taken, imported or not; a folder's own time tells of removed ones.
    .concat([browserFolder, publicFolder], filesIn(browserFolder), filesIn(publicFolder))
  return inputs.some((path) => !existsSync(path) || statSync(path).mtimeMs > built)
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
}
