import type { Windows } from '../../adapters/window.ts'
import { loadContent } from '../../content.ts'

/** The platforms' rules as the product ships them, with every feature granted. */
export function bundledWindows(): Windows {
  messaging ??= loadContent('content').messaging
  return { rules: messaging.windows, mayCharge: messaging.payAfterFree, humanAgent: true }
}

let messaging: ReturnType<typeof loadContent>['messaging'] | undefined
