import type { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that no platform's pictures lie in: this machine's, the province's own, and those of no one. */
// Two lists: in one, the networks of mapped addresses would hold every IPv4 address.
const inside = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  inside.ipv4.addSubnet(network, bits, 'ipv4')
}
for (const [network, bits] of [
  // The mapped and translated forms of IPv4 addresses among them.
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  inside.ipv6.addSubnet(network, bits, 'ipv6')
}

/** An address out in the internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inside.ipv4.check(address, 'ipv4')
  return family === 6 && !inside.ipv6.check(address, 'ipv6')
}

/** The code of a look-up that found nothing but such addresses. */
export const insideAddress = 'inside-address'

/** dns.lookup for connections, without the addresses of our own network. */
export function publicLookup(resolve: typeof lookup): LookupFunction {
  return (host, options, found) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error) return found(error, [])
      const open = addresses.filter(({ address }) => isPublic(address))
      const [first] = open
      if (!first) return found(Object.assign(new Error(insideAddress), { code: insideAddress }), [])
      if (options.all) found(null, open)
      else found(null, first.address, first.family)
    })
  }
}
