/**
 * One script tag in a portal's page: a button in the corner that opens the chat in a frame.
 *
 *     <script src="https://tro-ly.example.vn/chat/embed.js" defer></script>
 *
 * All styles are set from here, property by property, so the portal needs no style sheet of ours and
 * its own policy against inline styles is kept. Button and frame stand in a shadow tree, where the
 * portal's own style sheets do not reach.
 */

const script = document.currentScript
if (script instanceof HTMLScriptElement) open(new URL(script.src).origin)

function open(origin: string): void {
  const narrow = window.matchMedia('(max-width: 480px)')
  const host = document.createElement('div')
  const button = document.createElement('button')
  const panel = document.createElement('div')
  let frame: HTMLIFrameElement | undefined

  button.type = 'button'
  button.id = 'cau-noi-nut'
  button.textContent = 'Trợ lý ảo'
  button.setAttribute('aria-expanded', 'false')
  button.setAttribute('aria-controls', 'cau-noi-khung')
  panel.id = 'cau-noi-khung'
  panel.hidden = true
  style(button, {
    position: 'fixed',
    right: '16px',
    bottom: '16px',
    zIndex: '2147483000',
    padding: '12px 20px',
    border: '2px solid #fff',
    borderRadius: '28px',
    background: '#0b4f8a',
    color: '#fff',
    font: '600 16px/1.4 system-ui, sans-serif',
    boxShadow: '0 2px 12px rgb(0 0 0 / 30%)',
    cursor: 'pointer',
  })
  place()
  narrow.addEventListener('change', place)
  button.addEventListener('click', () => show(panel.hidden === true))
  window.addEventListener('message', ({ source, data }) => {
    if (source === frame?.contentWindow && data === 'cau-noi:close') show(false)
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) show(false)
  })
  // What a shadow tree inherits (letters, spacing, direction of text) begins anew here.
  host.style.setProperty('all', 'initial', 'important')
  host.lang = 'vi'
  host.attachShadow({ mode: 'open' }).append(button, panel)
  document.body.append(host)

  function show(on: boolean): void {
    if (on && !frame) {
      frame = document.createElement('iframe')
      frame.title = 'Trò chuyện với trợ lý ảo'
      frame.src = `${origin}/chat?nhung=1`
      // A page of another origin is asked for a position only where its frame allows it.
      frame.allow = 'geolocation'
      style(frame, { width: '100%', height: '100%', border: '0' })
      panel.append(frame)
    }
    panel.hidden = !on
    button.setAttribute('aria-expanded', String(on))
    if (on) frame?.focus()
    else button.focus()
  }

  /** On a phone the whole screen, else a window above the button. */
  function place(): void {
    const full = narrow.matches
    style(panel, {
      position: 'fixed',
      right: full ? '0' : '16px',
      bottom: full ? '0' : '76px',
      width: full ? '100%' : '400px',
      height: full ? '100%' : 'min(640px, calc(100vh - 96px))',
      zIndex: full ? '2147483001' : '2147483000',
      borderRadius: full ? '0' : '12px',
      overflow: 'hidden',
      boxShadow: '0 4px 24px rgb(0 0 0 / 35%)',
      background: 'Canvas',
    })
  }
}

function style(element: HTMLElement, properties: Partial<CSSStyleDeclaration>): void {
  Object.assign(element.style, properties)
}
