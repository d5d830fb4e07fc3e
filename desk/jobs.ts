import type { Job } from '../store/job.ts'
import { contentLetter } from './content-letter.ts'
import type { Desk } from './desk.ts'
import { fetchFile } from './fetch-file.ts'
import { readMail } from './read-mail.ts'
import { sendLetter } from './send-letter.ts'
import { sendTicket } from './send-ticket.ts'
import { tellCitizen } from './tell-citizen.ts'

/** What the worker can do for the desk. */
export const deskJobs: Job<Desk>[] = [
  sendTicket,
  sendLetter,
  tellCitizen,
  fetchFile,
  contentLetter,
  readMail,
]
