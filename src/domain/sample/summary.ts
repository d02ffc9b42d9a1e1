/**
 * Figures of the sample shop at its default seed and scale, shown at once while the engine loads. Made by
 * `scripts/make-sample-summary.ts`; a test makes them again and compares. Amounts in CNY where nothing else is said;
 * `weekly` is paid cents (CNY) of the weeks that start on `from`, `from` + 7 days, …; the last may be short.
 */
export const SAMPLE_SUMMARY = {
  from: '2025-01-01',
  to: '2026-07-01',
  orders: 40435,
  paidOrders: 37847,
  paidAmount: '8448098.05',
  netAmount: '7622512.02',
  paidAmountUsd: '120572.47',
  byPlatform: [
    { platform: 'taobao', currency: 'CNY', orders: 16033, paidAmount: '3909770.20', netAmount: '3638351.62' },
    { platform: 'jd', currency: 'CNY', orders: 6735, paidAmount: '1765919.41', netAmount: '1637086.41' },
    { platform: 'pdd', currency: 'CNY', orders: 8691, paidAmount: '1498290.98', netAmount: '1341566.14' },
    { platform: 'douyin', currency: 'CNY', orders: 6665, paidAmount: '1274117.46', netAmount: '1005507.85' },
    { platform: 'shopify', currency: 'USD', orders: 2311, paidAmount: '120572.47', netAmount: '113887.79' },
  ],
  byShop: [
    { shopName: '棠溪里家纺旗舰店', currency: 'CNY', orders: 22768, paidAmount: '5675689.61', netAmount: '5275438.03' },
    { shopName: '棠溪里家纺工厂店', currency: 'CNY', orders: 8691, paidAmount: '1498290.98', netAmount: '1341566.14' },
    { shopName: '棠溪里直播间', currency: 'CNY', orders: 6665, paidAmount: '1274117.46', netAmount: '1005507.85' },
    { shopName: 'Tangxili Home', currency: 'USD', orders: 2311, paidAmount: '120572.47', netAmount: '113887.79' },
  ],
  weekly: [
    6936703, 7593821, 6995266, 5680094, 3298103, 5029485, 6907284, 6448016, 6926466, 6293637, 5437207, 7294853, 6436805,
    6051518, 4997186, 5921263, 6353262, 8093810, 6475342, 7127412, 7276200, 9108397, 7754028, 9045652, 8918106, 7679774,
    8729040, 8087748, 7233963, 7867856, 9040754, 10013943, 8682270, 9103575, 10514596, 10558904, 9853258, 10490292,
    11019525, 12894897, 11545593, 11529894, 11689529, 16367530, 17566056, 13222095, 12523721, 12683621, 14310013,
    15839749, 15027803, 14908014, 14876951, 15275254, 14847491, 17186772, 16626460, 13999949, 12115047, 13600299,
    13718468, 13299956, 12575121, 11848454, 13089911, 12776895, 12950533, 14252937, 14075973, 13554848, 14168705,
    14473634, 13482492, 14231852, 14784056, 14835513, 17627260, 13151045,
  ],
} as const;
