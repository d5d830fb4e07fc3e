import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What dashboards and alarms see. Labels are closed lists; nothing a citizen wrote is ever among them. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  return {
    registry,
    turns: new Counter({
      name: 'cau_noi_turns_total',
      help: 'Turns taken, by channel and verdict.',
      labelNames: ['channel', 'verdict'],
      registers,
    }),
    cannots: new Counter({
      name: 'cau_noi_cannot_total',
      help: 'Turns in which something could not be done for a citizen, by channel and reason.',
      labelNames: ['channel', 'reason'],
      registers,
    }),
    turnSeconds: new Histogram({
      name: 'cau_noi_turn_seconds',
      help: 'Time of one turn without its commit.',
      buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1],
      registers,
    }),
    sends: new Counter({
      name: 'cau_noi_sends_total',
      help: 'Replies by channel and the state they ended in.',
      labelNames: ['channel', 'result'],
      registers,
    }),
    faults: new Counter({
      name: 'cau_noi_faults_total',
      help: 'Faults inside, by place.',
      labelNames: ['place'],
      registers,
    }),
    refusedWebhooks: new Counter({
      name: 'cau_noi_webhooks_refused_total',
      help: 'Webhooks with a missing or wrong signature, by channel.',
      labelNames: ['channel'],
      registers,
    }),
    spooled: new Counter({
      name: 'cau_noi_spooled_total',
      help: 'Events kept on disk while the store was away.',
      registers,
    }),
    doubtful: new Gauge({
      name: 'cau_noi_sends_doubtful',
      help: 'Replies of which nobody knows whether they arrived.',
      registers,
    }),
    oldestUnsentSeconds: new Gauge({
      name: 'cau_noi_oldest_unsent_seconds',
      help: 'Age of the oldest reply that waits to be sent.',
      registers,
    }),
    lanesWaiting: new Gauge({
      name: 'cau_noi_lanes_waiting',
      help: 'Citizens whose words wait for a turn.',
      registers,
    }),
    inboundMail: new Gauge({
      name: 'cau_noi_inbound_mail',
      help: 'Mails of officers that came in, by what became of them; the states add up to all.',
      labelNames: ['state'],
      registers,
    }),
    alarms: new Gauge({
      name: 'cau_noi_alarms',
      help: 'Causes that a person should mend.',
      registers,
    }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
