import type { Calendar } from '../desk/calendar.ts'
import type { ContentFile } from './content-file.ts'
import type { Fault } from './fault.ts'

/** Days and hours stand in order, and the years that deadlines reach into are there. */
export function checkCalendar(file: ContentFile<Calendar>, today: string): Fault[] {
  const { holidays, hours, makeUpDays } = file.value
  const years = [Number(today.slice(0, 4)), Number(today.slice(0, 4)) + 1]
  return [
    ...hours.flatMap(([from, until], i) =>
      from < until && (i === 0 || (hours[i - 1]?.[1] ?? '') <= from)
        ? []
        : [
            file.fault(
              ['hours', i],
              'giờ không theo thứ tự',
              'ghi giờ mở trước, giờ đóng sau, buổi sáng trước',
            ),
          ],
    ),
    ...holidays.flatMap(({ from, until }, i) =>
      until === undefined || from <= until
        ? []
        : [
            file.fault(
              ['holidays', i, 'until'],
              'ngày cuối trước ngày đầu',
              'đổi chỗ from và until',
            ),
          ],
    ),
    ...makeUpDays.flatMap(({ date }, i) =>
      holidays.some(({ from, until = from }) => from <= date && date <= until)
        ? [
            file.fault(
              ['makeUpDays', i, 'date'],
              'vừa là ngày nghỉ vừa là ngày làm bù',
              'bỏ một trong hai',
            ),
          ]
        : [],
    ),
    ...years
      .filter((year) => !holidays.some(({ from }) => from.startsWith(String(year))))
      .map((year) => ({
        ...file.fault(
          ['holidays'],
          `chưa có ngày nghỉ năm ${year}`,
          'thêm các ngày nghỉ của năm đó',
        ),
        warning: true as const,
      })),
  ]
}
