import { createSeal } from '../adapters/seal.ts'
import { type Custodian, zaloTokenCustodian } from '../adapters/zalo-token.ts'
import type { Config } from '../config.ts'
import type { Store } from '../store/database.ts'
import { latePairs } from '../store/late-pair.ts'
import { zaloTokenStore } from '../store/zalo-tokens.ts'

interface CustodianParts {
  store: Pick<Store, 'db'>
  secret: string
  /** What signed and sealed before, while it still counts. */
  oldSecret?: string | undefined
  dataDir: string
  /** Tells this process from others. */
  owner: string
  alarm(key: string, reason: string): void
}

/** The OA's tokens, out of the store. A new refresh token in the environment is adopted here. */
export async function openCustodian(
  zalo: NonNullable<Config['zalo']>,
  { store, secret, oldSecret, dataDir, owner, alarm }: CustodianParts,
): Promise<Custodian> {
  const { ZALO_OA_ID: oaId, ZALO_APP_ID, ZALO_APP_SECRET, refreshToken, oauthUrl, apiUrl } = zalo
  const custodian = zaloTokenCustodian({
    store: zaloTokenStore(store.db, oaId),
    late: latePairs(dataDir, oaId, () =>
      alarm('zalo-late', 'zalo: DATA_DIR cannot be written; a crash may now cost the OA its token'),
    ),
    seal: createSeal(secret, 'zalo tokens', oldSecret),
    app: { appId: ZALO_APP_ID, appSecret: ZALO_APP_SECRET, oauthUrl },
    oaId,
    apiUrl,
    firstRefreshToken: refreshToken ?? '',
    owner,
    alarm: (reason) => alarm('zalo-token', reason),
  })
  if (refreshToken) await custodian.start()
  return custodian
}
