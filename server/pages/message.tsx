import { randomUUID } from 'node:crypto'
import type { JSX } from 'preact'
import { LinkedText, OutLink, readable, safeHref } from './text.tsx'
import type { WebMessage } from './web-chat.ts'
import { time } from './words.ts'

const speakers = { citizen: 'Anh/Chị', bot: 'Trợ lý ảo', officer: 'Cán bộ' }

/** One bubble of the conversation. The page and the stream both show messages by this. */
export function Message({ message }: { message: WebMessage }): JSX.Element {
  const { id, from, text, files = [], choices = [], links = [], at } = message
  const own = from === 'citizen'
  return (
    <article class={`message ${from}`} data-id={id} data-from={from}>
      <p class={own ? 'unseen' : 'speaker'}>{speakers[from]}</p>
      <div class="bubble">
        {files.some(({ kind }) => kind === 'image') && (
          <div class="pictures">
            {files.map(
              ({ id, kind }) =>
                kind === 'image' && (
                  <img src={`/chat/files/${id}`} alt="Ảnh đã gửi" loading="lazy" />
                ),
            )}
          </div>
        )}
        {own ? (
          <p class="words" dir="auto">
            {readable(text)}
          </p>
        ) : (
          <Lines text={text} />
        )}
        {links.length > 0 && (
          <ul class="links">
            {links.map((link) => (
              <li>
                <MessageLink {...link} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {choices.length > 0 && (
        <fieldset class="choices" aria-label="Chọn nhanh">
          {choices.map((choice) => (
            <ChoiceButton {...choice} />
          ))}
        </fieldset>
      )}
      <p class="under">
        <time dateTime={at.toISOString()}>{time(at)}</time>
        {!own && (
          <button type="button" class="speak">
            Nghe
          </button>
        )}
      </p>
    </article>
  )
}

/** Line by line: what is a list looks like one, and where it comes from stands back. */
function Lines({ text }: { text: string }): JSX.Element {
  return (
    <div class="words" dir="auto">
      {text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => {
          const [, mark, rest] = /^(\d+\.|[-•])\s+(.+)$/.exec(line) ?? []
          return mark ? (
            <p class="item">
              <span>{/\d/.test(mark) ? mark : '•'}</span> <LinkedText text={rest ?? ''} />
            </p>
          ) : (
            <p class={kindOfLine(line)}>
              <LinkedText text={line} />
            </p>
          )
        })}
    </div>
  )
}

const kindOfLine = (line: string): string | undefined =>
  line.startsWith('Nguồn:')
    ? 'source'
    : line.length <= 120 && line.endsWith(':')
      ? 'title'
      : undefined

function MessageLink({ label, url }: { label: string; url: string }): JSX.Element {
  const href = safeHref(url)
  return href ? <OutLink href={href} label={label} /> : <span>{label}</span>
}

/** A form of its own, so that it also works where no script runs; the script takes its submit over. */
export function ChoiceButton({ label, payload }: { label: string; payload?: string }): JSX.Element {
  return (
    <form method="post" action="/chat/messages" data-send>
      <input type="hidden" name="id" value={randomUUID()} />
      {payload && <input type="hidden" name="payload" value={payload} />}
      <button type="submit" class="choice" name="text" value={label}>
        {readable(label)}
      </button>
    </form>
  )
}
