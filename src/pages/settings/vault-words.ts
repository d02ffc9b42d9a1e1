/** Words of the cards about saved data. */
export const VAULT_WORDS = {
  title: { 'zh-CN': '本机数据', en: 'Data on this device' },
  place: { 'zh-CN': '存放位置', en: 'Kept in' },
  wouldKeep: { 'zh-CN': '保存后会放在：{place}。', en: 'Once saved, it is kept in: {place}.' },
  kept: { 'zh-CN': '浏览器会不会自行清除', en: 'May the browser clear it by itself' },
  keptYes: { 'zh-CN': '不会，浏览器已承诺保留', en: 'No, the browser promised to keep it' },
  keptNo: {
    'zh-CN': '空间紧张时可能会；请常备份',
    en: 'It may when space runs short; back up often',
  },
  keptUnknown: { 'zh-CN': '浏览器没有说；请常备份', en: 'The browser does not say; back up often' },
  since: { 'zh-CN': '保存始于', en: 'Saved since' },
  lastBackup: { 'zh-CN': '上次备份', en: 'Last backup' },
  backupDue: { 'zh-CN': '该备份了', en: 'Time for a backup' },
  lost: {
    'zh-CN': '{date} 保存在这里的数据已被浏览器清除；有备份文件就能恢复。',
    en: 'What was saved here on {date} was removed by the browser; a backup file brings it back.',
  },
  noPlace: {
    'zh-CN': '这个窗口没有可长期保存的地方（无痕窗口都是这样）。要保留数据，请在普通窗口里打开。',
    en: 'This window has no place to keep data, as private windows have not. Use an ordinary window to keep it.',
  },
  saveNeedsData: {
    'zh-CN': '放入文件之后，可以加密保存在本机。',
    en: 'Once there is data it can be saved here, encrypted.',
  },
  offline: {
    'zh-CN': '文件在这台设备上打开和计算，不上传；加密后只存在这个浏览器里。',
    en: 'Files are opened and computed on this device and never uploaded; encrypted, they stay in this browser.',
  },
  locks: { 'zh-CN': '锁与口令', en: 'Lock and passphrase' },
  idle: { 'zh-CN': '没有操作多久后锁定', en: 'Lock when nobody is here for' },
  hidden: { 'zh-CN': '页面看不见多久后锁定', en: 'Lock when out of sight for' },
  minutes: { 'zh-CN': '{count} 分钟', en: '{count} min' },
  never: { 'zh-CN': '不锁', en: 'Never' },
  sleep: {
    'zh-CN': '设备从休眠醒来时总会锁定。锁定会清空页面和内存里的数据与密钥。',
    en: 'Waking from sleep always locks. Locking clears data and keys from the page and from memory.',
  },
  recoveryMissing: {
    'zh-CN': '上次的恢复密钥没有确认留好。换一份新的，忘了口令时才有办法。',
    en: 'The last recovery key was not confirmed as kept. Make a new one, so that a forgotten passphrase is not the end.',
  },
  renew: { 'zh-CN': '换一份恢复密钥', en: 'Make a new recovery key' },
  renewMore: {
    'zh-CN': '之前打印的那一份会作废；换之前写的备份仍用旧的那一份。',
    en: 'The one printed before stops working, except for backups written before.',
  },
  renewYes: { 'zh-CN': '换新的', en: 'Make a new one' },
  passkeys: { 'zh-CN': '通行密钥', en: 'Passkeys' },
  passkeysMore: {
    'zh-CN': '用指纹、面容或安全密钥解锁，口令照样能用。密钥由设备派生，不经过网络。',
    en: 'Unlock by fingerprint, face or security key; the passphrase still works. The device derives the key, no network takes part.',
  },
  passkeysNone: { 'zh-CN': '这个浏览器不支持通行密钥。', en: 'This browser knows no passkeys.' },
  passkey: { 'zh-CN': '通行密钥 {number}（{id}）', en: 'Passkey {number} ({id})' },
  addPasskey: { 'zh-CN': '添加通行密钥', en: 'Add a passkey' },
  addingPasskey: { 'zh-CN': '请按设备的提示操作', en: 'Follow the device’s prompts' },
  passkeyAdded: { 'zh-CN': '通行密钥已添加', en: 'The passkey was added' },
  remove: { 'zh-CN': '移除', en: 'Remove' },
  removeOf: { 'zh-CN': '移除通行密钥 {number}', en: 'Remove passkey {number}' },
  passkeyRemoved: {
    'zh-CN': '通行密钥已移除，它再也打不开这份数据',
    en: 'The passkey was removed and no longer opens this data',
  },
  passkeyName: { 'zh-CN': '掌柜本机数据', en: 'Zhanggui data' },
  homeTitle: { 'zh-CN': 'iPhone 和 iPad：请添加到主屏幕', en: 'iPhone and iPad: add it to the home screen' },
  homeMore: {
    'zh-CN': '在浏览器标签页里，7 天没有打开，系统就会清除保存的数据；从主屏幕打开则不会。',
    en: 'In a browser tab the system clears saved data after 7 days without a visit; opened from the home screen it does not.',
  },
  homeShare: {
    'zh-CN': '点浏览器的“分享”按钮（方框加向上的箭头）',
    en: 'Tap the browser’s Share button, a box with an arrow up',
  },
  homeAdd: { 'zh-CN': '在菜单里选“添加到主屏幕”，再点“添加”', en: 'Choose “Add to Home Screen”, then “Add”' },
  homeOpen: { 'zh-CN': '从主屏幕的图标打开掌柜', en: 'Open Zhanggui from its icon' },
  homeMove: {
    'zh-CN': '主屏幕上的掌柜有自己的存储：这里已保存的数据，先备份，再到那里恢复',
    en: 'There it has a storage of its own: back up what is saved here, then restore it there',
  },
} as const;
