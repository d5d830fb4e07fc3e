import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import sharp from 'sharp'
import { renderSVG } from 'uqr'
import { nameOfRef } from '../app/ref-name.ts'
import { BadInput, FinalError } from '../border.ts'
import { readConfig } from '../config.ts'
import { loadContent } from '../content.ts'
import { print, printJson } from './output.ts'
import { withServices } from './services.ts'

interface Options {
  communes?: boolean
  out?: string
  png?: boolean
  json?: boolean
}

interface Printed {
  ref: string
  name: string
  /** What the code holds: a page of ours that offers every channel. */
  scan: string
  chat: string
  messenger?: string
  files?: string[]
}

/** A counter's poster is read from two metres: a thousand points print sharp on A4. */
const pngWidth = 1000

/** Codes and links that carry a place or a procedure into the talk. */
export function qrCommand(program: Command): void {
  program
    .command('qr')
    .description('QR codes and links that carry a place or a procedure: xa-14344, thutuc-1.001193')
    .argument('[refs...]', 'xa-CODE of a commune, thutuc-CODE of a procedure')
    .option('--communes', 'one for each commune of the province')
    .option('--out <dir>', 'write an SVG for each into this folder')
    .option('--png', 'a PNG beside each SVG')
    .option('--json', 'print JSON')
    .action(async (refs: string[], options: Options, command: Command) => {
      if (refs.length === 0 && !options.communes)
        command.error('name a place or a procedure, or give --communes', { exitCode: 2 })
      await qr(refs, options)
    })
}

async function qr(given: string[], { communes, out, png, json }: Options): Promise<void> {
  const config = readConfig(process.env, 'tool')
  const { publicUrl, messenger } = config
  if (!publicUrl) throw new FinalError('PUBLIC_URL is missing: a printed code must lead somewhere')
  const all = communes ? loadContent(config.contentDir).communes : []
  const refs = [...given.map((ref) => ref.toLowerCase()), ...all.map(({ code }) => `xa-${code}`)]

  const printed: Printed[] = []
  await withServices(config, (services) => {
    for (const ref of refs) {
      const name = nameOfRef(ref, services)
      if (!name)
        throw new BadInput(
          `"${ref}" means nothing here; give xa-CODE of a commune of the province (cau-noi place NAME tells it) or thutuc-CODE of a known procedure`,
        )
      printed.push({
        ref,
        name,
        scan: `${publicUrl}/q/${ref}`,
        chat: `${publicUrl}/chat?start=${ref}`,
        ...(messenger && { messenger: `https://m.me/${messenger.MESSENGER_PAGE_ID}?ref=${ref}` }),
      })
    }
  })
  if (out) for (const one of printed) one.files = await write(one, out, png ?? false)
  if (json) return printJson(printed)
  for (const { ref, name, scan, messenger: link, files = [] } of printed)
    print([ref, name, scan, ...(link ? [link] : []), ...files].join('\t'))
}

async function write({ ref, scan }: Printed, folder: string, png: boolean): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  // Medium correction: a poster gets scratched, and a logo may be glued on.
  const svg = renderSVG(scan, { border: 4, ecc: 'M' })
  const path = join(folder, `${ref}.svg`)
  writeFileSync(path, svg)
  if (!png) return [path]
  const picture = join(folder, `${ref}.png`)
  await sharp(Buffer.from(svg)).resize({ width: pngWidth, kernel: 'nearest' }).png().toFile(picture)
  return [path, picture]
}
