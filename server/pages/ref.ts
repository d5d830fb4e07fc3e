/** `xa-14344`, `thutuc-1.001193`: what a code or link carries. What it means, the bot knows. */
export const readRef = (given: unknown): string | undefined =>
  typeof given === 'string' && /^[a-z]{1,12}-[\w.]{1,20}$/.test(given) ? given : undefined
