import type { JSX } from 'preact'
import type { ChannelView } from './procedure-view.ts'
import { number } from './words.ts'

const ways = { 'in-person': 'Nộp trực tiếp', online: 'Nộp trực tuyến', post: 'Gửi qua bưu chính' }
const units = { wd: 'ngày làm việc', cd: 'ngày', wh: 'giờ làm việc' }
const inDoubt = 'Nguồn ghi chưa rõ, xin hỏi nơi tiếp nhận'

interface WaysProps {
  channels: ChannelView[]
  feeInDoubt: boolean
  timeInDoubt: boolean
}

/** The ways to hand in side by side, one table for each case that has a time or fee of its own. */
export function Ways({ channels, feeInDoubt, timeInDoubt }: WaysProps): JSX.Element {
  const cases = [...new Set(channels.map(({ caseName }) => caseName))]
  return (
    <>
      {cases.map((name) => (
        <table class="ways">
          {name && <caption>{name}</caption>}
          <thead>
            <tr>
              <th scope="col">Cách nộp</th>
              <th scope="col">Thời hạn</th>
              <th scope="col">Phí, lệ phí</th>
            </tr>
          </thead>
          <tbody>
            {channels
              .filter(({ caseName }) => caseName === name)
              .map((channel) => (
                <tr>
                  <th scope="row">{ways[channel.way]}</th>
                  <td>{timeInDoubt ? inDoubt : timeWords(channel)}</td>
                  <td>
                    {feeInDoubt ? inDoubt : feeWords(channel.fee)}
                    {channel.note && <small> {channel.note}</small>}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      ))}
    </>
  )
}

/** The source's words win over its number: they carry the condition. */
function timeWords({ time, timeText }: ChannelView): string {
  if (timeText) return timeText
  return time ? `${number(time.n)} ${units[time.unit]}` : inDoubt
}

function feeWords(fee: ChannelView['fee']): string {
  const amount = fee?.amount !== undefined && `${number(fee.amount)} đồng`
  if (fee?.text) return amount ? `${amount} (${fee.text})` : fee.text
  return amount || (fee?.free ? 'Không thu' : inDoubt)
}
