import { readRef } from '../bot/ref.ts'
import type { Services } from '../flows/flow.ts'

/** What the reference of a QR code is about, in a citizen's words; undefined when it means nothing here. */
export function nameOfRef(
  ref: string,
  services: Pick<Services, 'commune' | 'procedure'>,
): string | undefined {
  const { commune, procedure } = readRef(ref, services)
  return commune?.name ?? (procedure && services.procedure(procedure)?.title)
}
