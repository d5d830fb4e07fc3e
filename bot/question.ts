import { plain } from './plain.ts'

/** Does the text ask something? Then it is hardly the answer to an open question. */
export function looksLikeQuestion(text: string): boolean {
  return /\?\s*$/.test(text) || asking.test(` ${plain(text)} `)
}

const phrases = `bao nhieu, bao lau, bao gio, khi nao, luc nao, may ngay, may tien, mat may, may gio,
  o dau, cho nao, noi nao, den dau, tai dau, nop dau, the nao, nhu nao, ntn, lam sao, ra sao, cach nao, bang cach,
  can gi, can nhung gi, giay to gi, gom gi, gom nhung gi, nhung gi, thu tuc gi, ho so gi, la gi, lam gi, gi vay, gi the,
  gi a, la sao, duoc khong, dc ko, duoc ko, dc khong, phai khong, dung khong, co khong, khong nhi, hay khong,
  co phai, co can, co mat, co duoc, cho hoi, xin hoi, cho toi hoi, muon hoi, cung duoc a, huong dan, thu tuc lam,
  la ai, la nguoi nao, ai doc, ai xem, ai nhan, ai biet, lam thu tuc, quy dinh nao, ai lam, ai giai quyet, bao tien, nhieu tien`
const asking = new RegExp(
  ` (?:${phrases.split(/,\s*/).map(plain).join('|')}) | (?:khong|ko|k|hk|hok|chua) $`,
)
