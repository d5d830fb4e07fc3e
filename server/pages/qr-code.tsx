import type { JSX } from 'preact'
import { encode } from 'uqr'

/** An address as a code to scan, drawn in place: nothing is loaded, and it prints sharp. */
export function QrCode({ url, label }: { url: string; label: string }): JSX.Element {
  const { data, size } = encode(url, { border: 2 })
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return (
    <svg class="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" shape-rendering="crispEdges" />
    </svg>
  )
}
