import type { Text } from '../domain/contracts/text.ts';

/** Everything the page says of itself; errors speak by the app's own catalogue. */
export const TEXTS = {
  title: { 'zh-CN': '备份检查', en: 'Backup check' },
  intro: {
    'zh-CN': '不用打开掌柜，检查并解开一份备份。文件和口令只在这台设备上处理，本页不连接任何网络。',
    en: 'Checks and unpacks a backup without the app. File and passphrase stay on this device; this page connects to nothing.',
  },
  file: { 'zh-CN': '备份文件', en: 'Backup file' },
  secret: { 'zh-CN': '口令或恢复密钥', en: 'Passphrase or recovery key' },
  secretHint: {
    'zh-CN': '留空则只检查文件是否完整。',
    en: 'Left empty, only the file as a whole is checked.',
  },
  check: { 'zh-CN': '检查', en: 'Check' },
  working: { 'zh-CN': '正在检查……', en: 'Checking…' },
  progress: { 'zh-CN': '已检查 {percent}%', en: '{percent} % checked' },
  noFile: { 'zh-CN': '请先选择文件。', en: 'Choose a file first.' },
  whole: {
    'zh-CN': '文件完整。填入口令可逐块核对并解开。',
    en: 'The file is whole. With the passphrase every block can be checked and unpacked.',
  },
  read: { 'zh-CN': '每一块都与写入时一致，可以解开。', en: 'Every block is as it was written and can be unpacked.' },
  made: { 'zh-CN': '写于 {time}，掌柜 {app}', en: 'Made {time} by Zhanggui {app}' },
  save: { 'zh-CN': '解开 {name}', en: 'Unpack {name}' },
  notHeld: {
    'zh-CN': '{name}：这个口令不含“{class}”类的密钥',
    en: '{name}: this passphrase holds no key for “{class}”',
  },
  part: { 'zh-CN': '{class} · {size} 字节', en: '{class} · {size} bytes' },
  unpackedWarning: {
    'zh-CN': '解开的文件没有加密，用完请删除。',
    en: 'Unpacked files are not encrypted; delete them when done.',
  },
  other: { 'zh-CN': 'English', en: '中文' },
  insecure: {
    'zh-CN': '浏览器在这个地址不提供加密功能。请把本页和 backup-check.js 存到本机打开，或用 HTTPS 地址。',
    en: 'The browser offers no cryptography at this address. Save this page and backup-check.js and open them here, or use HTTPS.',
  },
  bug: { 'zh-CN': '出现意外错误：{message}', en: 'Something unexpected happened: {message}' },
} as const satisfies Record<string, Text>;
