import type { ContentWatch } from '../desk/desk.ts'
import { coordinator, route } from '../desk/routing.ts'
import { dueForReview } from '../province/due-for-review.ts'
import type { Province } from './province.ts'

/** What the owner of the content is told of, asked anew each time: a clerk may have changed it since. */
export const contentWatch = (province: Province): ContentWatch => ({
  get owner() {
    const { province: settings, offices, routing } = province.content()
    const office = offices.get(settings.contentOwner ?? '')
    return (office ?? coordinator(routing)).mailbox
  },
  gap(question) {
    const services = province.services()
    const { outcome, results } = services.ask(question)
    const { field } = services.classify(question)
    const nearest = results[0]?.title
    return {
      answered: outcome !== 'decline',
      ...(nearest && { nearest }),
      office: route(province.content().routing, { kind: 'question', field, on: new Date() }).office,
    }
  },
  due: (at) => dueForReview(province.content(), at),
})
