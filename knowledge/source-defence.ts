import { z } from 'zod'
import { parse } from '../border.ts'
import { Procedure } from './procedure.ts'
import { casesOf, channelsOf, lawOf, rowsOf } from './source-docx.ts'
import {
  cell,
  codeOf,
  districtDoubts,
  freeDoubts,
  levelsOf,
  listOf,
  titleOf,
  unique,
} from './source-fields.ts'

const Record_ = z.looseObject({
  metadata: z.looseObject({ mã_thủ_tục: z.string(), tên_thủ_tục: z.string().min(1) }),
  content: z.record(z.string(), z.unknown()).default({}),
  tables: z.record(z.string(), z.unknown()).default({}),
})

/** A record of the Ministry of Defence: nested, its tables apart from its texts. */
export function readDefence(value: unknown, retrieved: string): Procedure {
  const { metadata, content, tables } = parse(Record_, value, 'defence record')
  const about = (key: string): string | undefined => cell(metadata[key])
  const at = (key: string): string | undefined => cell(content[key])
  const { channels, doubts } = channelsOf(rowsOf(tables.hinh_thuc_nop), {
    way: 'hinh_thuc',
    time: 'thoi_han_giai_quyet',
    fee: 'phi_le_phi',
    note: 'mo_ta',
  })
  const texts = {
    steps: at('trình_tự_thực_hiện'),
    agency: at('cơ_quan_thực_hiện') ?? at('cơ_quan_có_thẩm_quyền'),
    place: at('địa_chỉ_tiếp_nhận_hs'),
    result: at('kết_quả_thực_hiện'),
    conditions: at('yêu_cầu_điều_kiện_thực_hiện'),
  }
  return parse(
    Procedure,
    {
      code: codeOf(metadata.mã_thủ_tục) ?? metadata.mã_thủ_tục,
      title: titleOf(metadata.tên_thủ_tục),
      decision: about('số_quyết_định')?.replace(/^Quyết định số\s*/i, ''),
      level: levelsOf(about('cấp_thực_hiện')),
      field: about('lĩnh_vực'),
      audience: listOf(at('đối_tượng_thực_hiện')),
      channels,
      cases: casesOf(rowsOf(tables.thanh_phan_ho_so), {
        name: 'ten_giay_to',
        form: 'mau_don',
        amount: 'ghi_chu',
        group: 'truong_hop',
      }),
      ...texts,
      law: rowsOf(tables.can_cu_phap_ly).flatMap((row) =>
        lawOf(cell(row.so_ky_hieu), cell(row.trich_yeu)),
      ),
      alias: listOf(at('từ_khóa')),
      source: { name: 'Bộ Quốc phòng', retrieved },
      doubts: unique([...doubts, ...freeDoubts(channels, texts.steps), ...districtDoubts(texts)]),
    },
    'defence record',
  )
}
