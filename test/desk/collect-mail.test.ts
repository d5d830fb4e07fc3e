import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectMail } from '../../desk/collect-mail.ts'
import { readMailbox, verifyMailbox } from '../../desk/mailbox.ts'
import { inboundCounts } from '../../store/inbound-mail.ts'
import { startImap } from '../support/imap.ts'
import { mailDesk } from '../support/mail-desk.ts'
import { forEachMode } from '../support/modes.ts'
import { describeWith, needsDovecot } from '../support/needs.ts'

describeWith([needsDovecot], 'a mailbox behind IMAP', () => {
  forEachMode((mode) => {
    const here = mailDesk(mode)
    let imap: Awaited<ReturnType<typeof startImap>>
    beforeAll(async () => {
      imap = await startImap()
    })
    afterAll(() => imap.close())

    const collect = async () => {
      const kept = await collectMail(here.subject.desk, imap.url)
      expect(await here.subject.work()).toEqual([])
      return kept
    }
    const answer = async (number: number, typed: string) =>
      imap.deliver(await here.build(await here.letterOf(number), typed))

    test('an empty mailbox holds nothing for us', async () => {
      expect(await collect()).toBe(0)
    })

    test('a reply in the mailbox reaches its citizen once, however often we look', async () => {
      await answer(1, 'Đã vá xong ổ gà.')
      expect(await collect()).toBe(1)
      expect(await collect()).toBe(0)
      expect(here.heard(1)).toHaveLength(1)
      expect(here.heard(1)[0]?.reply.text).toContain('Đã vá xong ổ gà.')
    })

    test('two processes that look at once answer once', async () => {
      await answer(2, 'Đã thay bóng đèn.')
      await Promise.all([1, 2].map(() => collectMail(here.subject.desk, imap.url)))
      expect(await here.subject.work()).toEqual([])
      expect(here.heard(2)).toHaveLength(1)
    })

    test('what a crash left between keeping and marking is brought again and known again', async () => {
      await answer(3, 'Đã dọn rác.')
      const dying = readMailbox(imap.url, undefined, async () => {
        throw new Error('killed')
      })
      await expect(dying).rejects.toThrow('killed')
      await here.store.query(`delete from app.facts where starts_with(key, 'mailbox:')`)
      expect(await collect()).toBe(3)
      for (const number of [1, 2, 3]) expect(here.heard(number)).toHaveLength(1)
    })

    test('a wrong password is told, and nothing else of the mailbox', async () => {
      const wrong = new URL(imap.url)
      wrong.password = 'sai'
      await expect(verifyMailbox(wrong.href)).rejects.toThrow()
      await expect(verifyMailbox(imap.url)).resolves.toBeUndefined()
    })

    test('every mail is counted under one end', async () => {
      const counts = await inboundCounts(here.store.db)
      expect(counts).toEqual({ waiting: 0, delivered: 3, held: 0, returned: 0, noted: 0 })
    })
  })
})
