/** A present-day commune: xã, phường or đặc khu. */
export interface Commune {
  code: string
  name: string
  province: string
}
