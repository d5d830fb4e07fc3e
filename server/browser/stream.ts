export interface Arrived {
  id: number
  from: string
  text: string
  html: string
}

const longestPauseMs = 30_000
/** A browser has six connections to one address: tabs out of sight must not hold them all. */
const hiddenMs = 60_000

/** Listens for what is said. Comes back by itself, from where it was, for as long as the page lives. */
export function openStream(
  lastId: () => number,
  onMessage: (message: Arrived) => void,
  onConnected: (connected: boolean) => void,
): void {
  let pauseMs = 1000
  let source: EventSource | undefined
  let timer: number | undefined

  function connect(): void {
    clearTimeout(timer)
    source?.close()
    source = new EventSource(`/chat/stream?sau=${lastId()}`)
    source.addEventListener('open', () => {
      pauseMs = 1000
      onConnected(true)
    })
    source.addEventListener('message', (event) => onMessage(JSON.parse(event.data)))
    source.addEventListener('error', () => {
      onConnected(false)
      // The browser itself retries a broken connection, but gives up for good on an error status.
      if (source?.readyState !== EventSource.CLOSED) return
      timer = window.setTimeout(connect, pauseMs)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    })
  }

  connect()
  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer)
    if (document.hidden) timer = window.setTimeout(() => source?.close(), hiddenMs)
    else if (source?.readyState === EventSource.CLOSED) connect()
  })
  window.addEventListener('online', connect)
  // A phone freezes pages in the background, and a page from the back-forward cache has no connection.
  window.addEventListener('pageshow', (event) => event.persisted && connect())
  window.addEventListener('pagehide', () => source?.close())
}
