import type { Mail } from './parse-mail.ts'

/**
 * Has the province's mail server proven that the author is who the From says? It writes its
 * findings into Authentication-Results (RFC 8601) under its own name, `authservId`; headers under
 * any other name were written by strangers. A mail may come with a forged one of that name below
 * the server's own: a single failing verdict outweighs any that passes.
 */
export function provenAuthor(mail: Pick<Mail, 'from' | 'header'>, authservId: string): boolean {
  const { from } = mail
  if (!from) return false
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const findings = mail.header('authentication-results').flatMap((value) => {
    const [id = '', ...results] = withoutComments(value).split(';')
    return id.trim().split(/\s+/)[0] === authservId.toLowerCase() ? results.map(finding) : []
  })
  const verdicts = (method: string) => findings.filter((each) => each.method === method)
  if (verdicts('dmarc').some(({ verdict }) => verdict !== 'pass' && verdict !== 'none'))
    return false
  // dmarc=none: the domain publishes no policy, which says nothing against it and nothing for it.
  return findings.some(({ method, verdict, of }) => {
    if (verdict !== 'pass') return false
    if (method === 'dmarc') return of('header.from') === domain
    if (method === 'dkim') return speaksFor(of('header.d') ?? domainOf(of('header.i')), domain)
    if (method === 'spf') return domainOf(of('smtp.mailfrom')) === domain
    // Signed in at the province's own server under this very address.
    return method === 'auth' && of('smtp.auth') === from
  })
}

interface Finding {
  method: string
  verdict: string
  of(property: string): string | undefined
}

/** "dkim=pass header.d=tinh.vn header.s=s1" */
function finding(result: string): Finding {
  const pairs = result
    .trim()
    .split(/\s+/)
    .map((word) => word.split('='))
    .filter(({ length }) => length > 1)
    .map(([name = '', ...value]) => [name, value.join('=').replace(/^"|"$/g, '')] as const)
  const [method = '', verdict = ''] = pairs[0] ?? []
  // "dkim/1=pass": a method may name its version.
  return {
    method: method.split('/')[0] ?? '',
    verdict,
    of: (property) => pairs.find(([name]) => name === property)?.[1],
  }
}

/** A domain signs for itself and for what lies below it; never the other way round. */
const speaksFor = (signer: string | undefined, domain: string): boolean =>
  signer?.includes('.') === true && (signer === domain || domain.endsWith(`.${signer}`))

const domainOf = (address: string | undefined): string | undefined =>
  address?.slice(address.lastIndexOf('@') + 1)

/** Comments may hold semicolons and, within a quoted string, anything at all. */
const withoutComments = (value: string): string => {
  let depth = 0
  let kept = ''
  for (const letter of value) {
    if (letter === '(') depth += 1
    else if (letter === ')' && depth > 0) depth -= 1
    else if (depth === 0) kept += letter
  }
  return kept
}
