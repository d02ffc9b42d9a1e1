/**
 * Figures of the sample shop at its default seed and scale, shown at once while the engine loads. Made by
 * `scripts/make-sample-summary.ts`; a test makes them again and compares. Amounts in CNY where nothing else is said;
 * `weekly` is paid cents (CNY) of the weeks that start on `from`, `from` + 7 days, …; the last may be short.
 */
export const SAMPLE_SUMMARY = {
  from: '2025-01-01',
  to: '2026-07-01',
  orders: 40135,
  paidOrders: 37616,
  paidAmount: '8386596.18',
  netAmount: '7564591.92',
  paidAmountUsd: '120572.47',
  byPlatform: [
    { platform: 'taobao', currency: 'CNY', orders: 15767, paidAmount: '3844769.45', netAmount: '3577273.14' },
    { platform: 'jd', currency: 'CNY', orders: 6701, paidAmount: '1769418.29', netAmount: '1640244.79' },
    { platform: 'pdd', currency: 'CNY', orders: 8691, paidAmount: '1498290.98', netAmount: '1341566.14' },
    { platform: 'douyin', currency: 'CNY', orders: 6665, paidAmount: '1274117.46', netAmount: '1005507.85' },
    { platform: 'shopify', currency: 'USD', orders: 2311, paidAmount: '120572.47', netAmount: '113887.79' },
  ],
  byShop: [
    { shopName: '棠溪里家纺旗舰店', currency: 'CNY', orders: 22468, paidAmount: '5614187.74', netAmount: '5217517.93' },
    { shopName: '棠溪里家纺工厂店', currency: 'CNY', orders: 8691, paidAmount: '1498290.98', netAmount: '1341566.14' },
    { shopName: '棠溪里直播间', currency: 'CNY', orders: 6665, paidAmount: '1274117.46', netAmount: '1005507.85' },
    { shopName: 'Tangxili Home', currency: 'USD', orders: 2311, paidAmount: '120572.47', netAmount: '113887.79' },
  ],
  weekly: [
    7355199, 7815605, 7853473, 5270455, 3159902, 5457142, 7275644, 6770517, 6570046, 6161252, 6501621, 6277965, 7804705,
    5795033, 5128684, 5964993, 7053525, 8043807, 5979336, 7173051, 7338468, 9428496, 8163559, 9422424, 8146797, 7223891,
    9155596, 7228517, 7433420, 8694644, 8790351, 9188645, 9206240, 8813036, 10211075, 9259404, 10025876, 9193196,
    10785595, 12014579, 10914258, 12477425, 11068017, 17288404, 17396383, 12326309, 13839667, 12820311, 13963723,
    16173857, 14604362, 15475441, 15282934, 15907763, 13558360, 16891602, 16766237, 14209924, 11538815, 12292437,
    13407364, 13706303, 13446582, 13052056, 11829476, 10802459, 13607866, 12800435, 13606789, 14004098, 13301063,
    13311247, 13563021, 15693125, 13880489, 14178404, 16450339, 14086509,
  ],
} as const;
