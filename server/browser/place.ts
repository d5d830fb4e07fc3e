/** Sends where the citizen stands: only on a tap, and only once the browser has asked them as well. */

interface Place {
  latitude: number
  longitude: number
}

const longestWaitMs = 20_000
/** Metres are what an office needs; the rest of the digits would only say more about a person. */
const digits = 5

export function offerPlace(
  button: HTMLButtonElement,
  parts: { found(place: Place): void; failed(problem: string): void },
): void {
  // Browsers tell no position to a page without https.
  if (!('geolocation' in navigator) || !window.isSecureContext) return
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false
        parts.found({ latitude: round(coords.latitude), longitude: round(coords.longitude) })
      },
      ({ code, PERMISSION_DENIED }) => {
        button.disabled = false
        parts.failed(
          code === PERMISSION_DENIED
            ? 'Trình duyệt chưa cho phép gửi vị trí. Anh/Chị ghi tên xã, phường cũng được.'
            : 'Chưa tìm được vị trí. Anh/Chị ghi tên xã, phường giúp.',
        )
      },
      { enableHighAccuracy: true, timeout: longestWaitMs, maximumAge: 60_000 },
    )
  })
}

const round = (degrees: number): number => Number(degrees.toFixed(digits))
