import { fold, words } from '../knowledge/vietnamese.ts'

/** Folded lower-case words with single spaces, so that "Hủy ạ!", "HUỶ Ạ" and "huy a" are one. */
export const plain = (text: string): string => words(text).map(fold).join(' ')
