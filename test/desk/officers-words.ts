/** What officers type, with their signatures, and what of it a citizen should read. */
export interface Typed {
  name: string
  typed: string
  /** Undefined: all of it. */
  reads?: string
}

const name = 'Nguyễn Văn Hùng'

export const officersWords: Typed[] = [
  { name: 'one line', typed: 'Đã vá xong ổ gà sáng nay.' },
  {
    name: 'a formal answer with a signature',
    typed: `Kính gửi Anh/Chị,\n\nPhòng Kinh tế đã kiểm tra và vá mặt đường tại ngõ 12 trong ngày 25/11/2026.\nNếu còn hư hỏng, đề nghị Anh/Chị tiếp tục phản ánh.\n\nTrân trọng./.\n\n${name}\nChuyên viên Phòng Kinh tế phường Hoa Lư\nĐT: 0229 3 871 234 - DĐ: 0912 000 111`,
    reads:
      'Kính gửi Anh/Chị,\n\nPhòng Kinh tế đã kiểm tra và vá mặt đường tại ngõ 12 trong ngày 25/11/2026.\nNếu còn hư hỏng, đề nghị Anh/Chị tiếp tục phản ánh.',
  },
  {
    name: 'thanks that belong to the answer',
    typed: `Tổ công tác đã thay hai bóng đèn, khu vực đã sáng trở lại.\nTrân trọng cảm ơn Anh/Chị đã phản ánh.`,
  },
  {
    name: 'a colon and a list',
    typed:
      'Hồ sơ cần bổ sung gồm:\n- Bản sao giấy chứng nhận\n- Đơn theo mẫu số 04\nTừ: 8 giờ đến 11 giờ, thứ Hai đến thứ Sáu',
  },
  {
    name: 'a name behind two dashes',
    typed: `Việc này dự kiến xong trước ngày 30/11/2026.\n\n-- \n${name}\nUBND phường Hoa Lư | hoalu.tinh.example`,
    reads: 'Việc này dự kiến xong trước ngày 30/11/2026.',
  },
  {
    name: 'a courtesy before the signature',
    typed: `Đội quản lý đô thị đã nhắc nhở hộ kinh doanh và sẽ kiểm tra lại vào tuần sau.\n\nTrân trọng cảm ơn!\n${name}\nPhó Trưởng phòng`,
    reads:
      'Đội quản lý đô thị đã nhắc nhở hộ kinh doanh và sẽ kiểm tra lại vào tuần sau.\n\nTrân trọng cảm ơn!',
  },
  {
    name: 'an afterword behind the signature',
    typed: `Đoạn đường đã được rào chắn.\nTrân trọng,\n${name}\nLưu ý: xe máy vẫn đi được, ô tô xin đi vòng qua đường Lê Đại Hành.`,
  },
  {
    name: 'a disclaimer of the mail server',
    typed: `Chúng tôi sẽ khảo sát vào sáng thứ Năm.\n\nTrân trọng\n${name}\n\nLưu ý: Thư điện tử này và các tệp đính kèm có thể chứa thông tin bảo mật, chỉ dành cho người nhận.`,
    reads: 'Chúng tôi sẽ khảo sát vào sáng thứ Năm.',
  },
]
