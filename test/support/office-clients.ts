import type { Letter } from '../../desk/letters.ts'

/** A letter as a mail program shows and quotes it. */
export type Seen = Pick<Letter, 'text' | 'html' | 'subject' | 'messageId'> & { from: string }

export interface Body {
  text?: string
  html?: string
  headers?: Record<string, string>
}

/** How a mail program answers: what was typed, and the letter quoted in its own way. */
export type Client = (typed: string, letter: Seen) => Body

const escaped = (text: string) => text.replace(/[&<>]/g, (letter) => `&#${letter.charCodeAt(0)};`)
const divs = (text: string) =>
  text
    .split('\n')
    .map((line) => `<div>${escaped(line) || '<br>'}</div>`)
    .join('')
const mso = (text: string) =>
  text
    .split('\n')
    .map((line) => `<p class="MsoNormal">${escaped(line) || '<o:p>&nbsp;</o:p>'}</p>`)
    .join('\n')
const body = (letter: Seen) => letter.html.replace(/^.*<body[^>]*>|<\/body>.*$/gs, '')
const quoted = (letter: Seen) => letter.text.replace(/^/gm, '> ')
/** As programs break a plain part, whatever it says. */
const wrapped = (text: string) => text.replace(/^(.{60,76}) (?=\S)(?!$)/gm, '$1\n')

export const clients = {
  'Gmail on the web': (typed, letter) => ({
    text: `${wrapped(typed)}\n\nVào Th 3, 24 thg 11, 2026 vào lúc 09:12 Cầu Nối <${letter.from}>\nđã viết:\n\n${quoted(letter)}`,
    html:
      `<div dir="ltr">${divs(typed)}</div><br><div class="gmail_quote gmail_quote_container">` +
      `<div dir="ltr" class="gmail_attr">Vào Th 3, 24 thg 11, 2026 vào lúc 09:12 Cầu Nối &lt;<a href="mailto:${letter.from}">${letter.from}</a>&gt; đã viết:<br></div>` +
      `<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">${body(letter)}</blockquote></div>`,
  }),
  'Gmail in English': (typed, letter) => ({
    text: `${wrapped(typed)}\n\nOn Tue, Nov 24, 2026 at 9:12 AM Cầu Nối <${letter.from}> wrote:\n\n${quoted(letter)}`,
    html: `<div dir="ltr">${divs(typed)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Nov 24, 2026 at 9:12 AM Cầu Nối &lt;${letter.from}&gt; wrote:<br></div><blockquote class="gmail_quote">${body(letter)}</blockquote></div>`,
  }),
  'Gmail on Android': (typed, letter) => ({
    text: `${typed}\n\nVào 09:12, Th 3, 24 thg 11, 2026 Cầu Nối <${letter.from}> đã\nviết:\n\n${quoted(letter)}`,
    html: `<div dir="auto">${divs(typed)}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">Vào 09:12, Th 3, 24 thg 11, 2026 Cầu Nối &lt;${letter.from}&gt; đã viết:<br></div><blockquote class="gmail_quote">${body(letter)}</blockquote></div>`,
  }),
  'Outlook for Windows': (typed, letter) => ({
    text: `${typed.replaceAll('\n', '\r\n\r\n')}\r\n\r\nTừ: Cầu Nối <${letter.from}> \r\nĐã gửi: Thứ Ba, 24 tháng 11 2026 9:12 SA\r\nĐến: kt-hoa-lu@tinh.example\r\nChủ đề: ${letter.subject}\r\n\r\n${letter.text}`,
    html:
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0in;} --></style></head><body lang=VI><div class="WordSection1">${mso(typed)}\n<p class="MsoNormal"><o:p>&nbsp;</o:p></p>` +
      `<div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>Từ:</b> Cầu Nối &lt;${letter.from}&gt; <br><b>Đã gửi:</b> Thứ Ba, 24 tháng 11 2026 9:12 SA<br><b>Đến:</b> kt-hoa-lu@tinh.example<br><b>Chủ đề:</b> ${escaped(letter.subject)}<o:p></o:p></p></div></div><p class="MsoNormal"><o:p>&nbsp;</o:p></p>${body(letter)}</div></body></html>`,
  }),
  'Outlook in English, plain': (typed, letter) => ({
    text: `${typed}\r\n\r\n-----Original Message-----\r\nFrom: Cầu Nối <${letter.from}> \r\nSent: Tuesday, November 24, 2026 9:12 AM\r\nTo: kt-hoa-lu@tinh.example\r\nSubject: ${letter.subject}\r\n\r\n${letter.text}`,
  }),
  'Outlook on the web': (typed, letter) => ({
    html: `<html><body dir="ltr"><div class="elementToProof" style="font-family: Calibri">${divs(typed)}</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif"><b>Từ:</b> Cầu Nối &lt;${letter.from}&gt;<br><b>Đã gửi:</b> 24 Tháng Mười Một 2026 9:12 SA<br><b>Đến:</b> Phòng Kinh tế &lt;kt-hoa-lu@tinh.example&gt;<br><b>Chủ đề:</b> ${escaped(letter.subject)}</font><div>&nbsp;</div></div>${body(letter)}</body></html>`,
  }),
  'Outlook on a phone': (typed, letter) => ({
    html: `<html><body><div dir="ltr">${divs(typed)}</div><div id="ms-outlook-mobile-signature"><div><br></div>Tải <a href="https://aka.ms/o0ukef">Outlook cho iOS</a></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><b>Từ:</b> Cầu Nối &lt;${letter.from}&gt;<br><b>Đã gửi:</b> Thứ Ba, Tháng Mười Một 24, 2026 9:12 SA<br><b>Đến:</b> kt-hoa-lu@tinh.example &lt;kt-hoa-lu@tinh.example&gt;<br><b>Chủ đề:</b> ${escaped(letter.subject)}</div><br>${body(letter)}</body></html>`,
  }),
  'iPhone Mail': (typed, letter) => ({
    text: `${typed}\n\nĐã gửi từ iPhone của tôi\n\n> Vào 24 thg 11, 2026, lúc 09:12, Cầu Nối <${letter.from}> đã viết:\n> \n${quoted(letter)}`,
    html: `<html><body dir="auto">${divs(typed)}<br id="lineBreakAtBeginningOfSignature"><div dir="ltr">Đã gửi từ iPhone của tôi</div><div dir="ltr"><br><blockquote type="cite">Vào 24 thg 11, 2026, lúc 09:12, Cầu Nối &lt;${letter.from}&gt; đã viết:<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">${body(letter)}</div></blockquote></body></html>`,
  }),
  'Zimbra web client': (typed, letter) => ({
    text: `${typed}\n\n----- Thư gốc -----\nTừ: "Cầu Nối" <${letter.from}>\nTới: "kt-hoa-lu" <kt-hoa-lu@tinh.example>\nĐã gửi: Thứ ba, 24 Tháng mười một, 2026 9:12:00 SA\nChủ đề: ${letter.subject}\n\n${letter.text}`,
    html: `<html><body><div style="font-family: arial; font-size: 12pt">${divs(typed)}<div><br></div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>Từ: </b>"Cầu Nối" &lt;${letter.from}&gt;<br><b>Tới: </b>"kt-hoa-lu" &lt;kt-hoa-lu@tinh.example&gt;<br><b>Đã gửi: </b>Thứ ba, 24 Tháng mười một, 2026 9:12:00 SA<br><b>Chủ đề: </b>${escaped(letter.subject)}<br></div><div><br></div><div data-marker="__QUOTED_TEXT__">${body(letter)}</div></div></body></html>`,
  }),
  'Zimbra in English, plain': (typed, letter) => ({
    text: `${typed}\n\n----- Original Message -----\nFrom: "Cầu Nối" <${letter.from}>\nTo: "kt-hoa-lu" <kt-hoa-lu@tinh.example>\nSent: Tuesday, November 24, 2026 9:12:00 AM\nSubject: ${letter.subject}\n\n${letter.text}`,
  }),
  Thunderbird: (typed, letter) => ({
    text: `${typed}\n\nVào 24/11/2026 09:12, Cầu Nối đã viết:\n${quoted(letter)}`,
    headers: { 'User-Agent': 'Mozilla Thunderbird' },
  }),
  Roundcube: (typed, letter) => ({
    text: `${wrapped(typed)}\n\nVào lúc 24-11-2026 09:12, Cầu Nối đã viết:\n${wrapped(letter.text).replace(/^/gm, '> ')}`,
    headers: { 'User-Agent': 'Roundcube Webmail/1.6' },
  }),
  'Yahoo on the web': (typed, letter) => ({
    html: `<html><body><div class="yahoo-style-wrap">${divs(typed)}<div><br></div></div><div id="ydp1yahoo_quoted" class="yahoo_quoted"><div><div>Vào Thứ Ba, 24 tháng 11, 2026 lúc 09:12:30 GMT+7, Cầu Nối &lt;${letter.from}&gt; đã viết:</div><div><br></div><div><br></div><div>${body(letter)}</div></div></div></body></html>`,
  }),
  'Samsung phone': (typed, letter) => ({
    html: `<html><body>${divs(typed)}<div><br></div><div id="composer_signature"><div style="font-size:85%">Đã gửi từ điện thoại Galaxy của tôi</div></div><div><br></div><div><!-- originalMessage --><div>-------- Tin nhắn gốc --------</div><div>Từ: Cầu Nối &lt;${letter.from}&gt; </div><div>Ngày: 24/11/26  09:12  (GMT+07:00) </div><div>Đến: kt-hoa-lu@tinh.example </div><div>Chủ đề: ${escaped(letter.subject)} </div><div><br></div></div>${body(letter)}</body></html>`,
  }),
  'MDaemon Worldclient': (typed, letter) => ({
    html: `<p>${escaped(typed).replaceAll('\n', '<br>\n')}</p><p>&nbsp;</p><blockquote style="border-left:2px solid #000"><hr><p>-----Original Message-----<br><b>From:</b> Cầu Nối &lt;${letter.from}&gt;<br><b>To:</b> kt-hoa-lu@tinh.example<br><b>Date:</b> Tue, 24 Nov 2026 09:12:00 +0700<br><b>Subject:</b> ${escaped(letter.subject)}</p>${body(letter)}</blockquote>`,
  }),
  'a webmail that quotes nothing': (typed) => ({ text: typed }),
} satisfies Record<string, Client>
