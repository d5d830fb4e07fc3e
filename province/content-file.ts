import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Fault } from './fault.ts'
import { inVietnamese, mendOf } from './issues.ts'

type Path = readonly PropertyKey[]

/** A file of the content that could be read, and how to point into it. */
export interface ContentFile<T> {
  name: string
  value: T
  fault(path: Path, problem: string, mend: string): Fault
}

export interface ReadFile<T> {
  /** Absent when there is any fault. */
  file?: ContentFile<T>
  faults: Fault[]
}

/** One YAML file by its schema. Never throws for what a clerk may have written. */
export function readContentFile<T>(dir: string, name: string, schema: z.ZodType<T>): ReadFile<T> {
  let text: string
  try {
    text = readFileSync(join(dir, name), 'utf8')
  } catch {
    const mend = 'chép lại tệp này từ nội dung mẫu'
    return { faults: [{ file: name, key: '', problem: 'không đọc được tệp', mend }] }
  }
  return parseContentFile(text, name, schema)
}

function parseContentFile<T>(text: string, name: string, schema: z.ZodType<T>): ReadFile<T> {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { lineCounter, prettyErrors: false })
  const fault = (path: Path, problem: string, mend: string): Fault => {
    const line = lineOf(path)
    return { file: name, ...(line && { line }), key: path.map(String).join('.'), problem, mend }
  }

  /** Of the value itself, else of the nearest thing around it that exists. */
  function lineOf(path: Path): number | undefined {
    for (let depth = path.length; depth >= 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true)
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line
    }
    return undefined
  }

  if (document.errors.length > 0) {
    const faults = document.errors.map(({ code, pos }) => ({
      file: name,
      line: lineCounter.linePos(pos[0]).line,
      key: '',
      problem: `YAML viết sai (${code})`,
      mend:
        syntaxMends[code] ?? 'xem lại thụt lề và dấu hai chấm; chữ có ": " phải đặt trong nháy đơn',
    }))
    return { faults }
  }

  const value: unknown = document.toJS()
  const { success, data, error } = schema.safeParse(value, { error: inVietnamese })
  if (success) return { file: { name, value: data, fault }, faults: [] }
  const faults = error.issues.map((issue) =>
    fault(issue.path, issue.message, mendOf(issue, valueAt(value, issue.path))),
  )
  return { faults }
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    // as: only read, and anything that is no object yields undefined.
    (inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key],
    value,
  )

const syntaxMends: Record<string, string> = {
  DUPLICATE_KEY: 'một khóa viết hai lần; xóa bớt một',
  TAB_AS_INDENT: 'thụt lề bằng dấu cách, không dùng phím Tab',
  BAD_INDENT: 'thụt lề thẳng hàng với các khóa cùng nhóm, mỗi bậc hai dấu cách',
}
