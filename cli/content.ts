import type { Command } from 'commander'
import { brokenQuestions } from '../app/test-questions.ts'
import { readConfig } from '../config.ts'
import { checkContent, learnContent, loadContent } from '../content.ts'
import { faultInWords } from '../province/fault.ts'
import { print, printJson } from './output.ts'
import { reviewCommands } from './review.ts'

export function contentCommand(program: Command): void {
  const content = program.command('content').description("the province's content")
  reviewCommands(content)
  content
    .command('check')
    .description(
      'validates all content and asks its test questions: every fault with file, line or key, and what to do',
    )
    .argument('[dir]', 'default: CONTENT_DIR')
    .option('--json', 'print JSON')
    .action((dir: string | undefined, { json }: { json?: boolean }) => {
      const folder = dir ?? readConfig(process.env, 'tool').contentDir
      const faults = checkContent(folder)
      // Only sound content can be asked.
      if (faults.every(({ warning }) => warning))
        faults.push(...brokenQuestions(folder, loadContent(folder)))
      const grave = faults.filter(({ warning }) => !warning)
      if (grave.length > 0) process.exitCode = 1
      if (json) return printJson({ dir: folder, faults })
      for (const fault of faults) print(faultInWords(fault))
      print(grave.length > 0 ? `${grave.length} lỗi cần sửa` : 'Nội dung dùng được.')
    })
  content
    .command('learn')
    .description('learns from examples/ how to understand a submission')
    .argument('[dir]', 'default: CONTENT_DIR')
    .option('--json', 'print JSON')
    .action((dir: string | undefined, { json }: { json?: boolean }) => {
      const folder = dir ?? readConfig(process.env, 'tool').contentDir
      const { file, examples, doubtful } = learnContent(folder)
      if (json) return printJson({ dir: folder, file, examples, doubtful })
      for (const line of doubtful) print(`chưa hiểu đúng: ${line}`)
      print(`Đã học ${examples} câu mẫu, ghi vào ${file}.`)
    })
}
