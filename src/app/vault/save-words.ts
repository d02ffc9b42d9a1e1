/** Words around passphrases and the recovery key. */
export const SAVE_WORDS = {
  offer: {
    'zh-CN': '数据还只在内存里，关闭页面就没有了',
    en: 'Your data is in memory only and gone when the page closes',
  },
  offerMore: {
    'zh-CN': '可以加密后存在这台设备上，下次解锁就能用。',
    en: 'It can be saved on this device, encrypted, and unlocked next time.',
  },
  offerNone: {
    'zh-CN': '这个窗口没有可长期保存的地方（无痕窗口都是这样）。要保留数据，请在普通窗口里打开。',
    en: 'This window has no place to keep data, as private windows have not. Use an ordinary window to keep it.',
  },
  offerSave: { 'zh-CN': '加密保存在本机', en: 'Save on this device, encrypted' },
  notNow: { 'zh-CN': '这次不用', en: 'Not this time' },
  understood: { 'zh-CN': '知道了', en: 'All right' },
  title: { 'zh-CN': '加密保存在本机', en: 'Save on this device, encrypted' },
  protects: {
    'zh-CN': '数据用口令加密后存进这个浏览器。丢了设备、有人翻看浏览器的文件，都读不出内容。',
    en: 'Your data is encrypted under a passphrase and kept in this browser. Who finds the device or reads the browser’s files reads nothing.',
  },
  protectsNot: {
    'zh-CN': '它防不住解锁之后坐在这台设备前的人，也防不住浏览器扩展。',
    en: 'It does not protect against someone at this device while it is unlocked, nor against browser extensions.',
  },
  noReset: {
    'zh-CN': '没有人能重置口令，我们也不能。忘了口令时只有恢复密钥能打开，下一步会给你。',
    en: 'Nobody can reset it, not even we. Without it only the recovery key opens the data; you get that next.',
  },
  save: { 'zh-CN': '加密保存', en: 'Encrypt and save' },
  saving: {
    'zh-CN': '正在由口令计算密钥（约 1 秒，有意算得慢），再加密写入',
    en: 'Computing the key (about a second, slow on purpose), then writing encrypted',
  },
  passphrase: { 'zh-CN': '新口令', en: 'New passphrase' },
  repeat: { 'zh-CN': '再输一次', en: 'Once more' },
  current: { 'zh-CN': '现在的口令', en: 'Current passphrase' },
  show: { 'zh-CN': '显示', en: 'Show' },
  hide: { 'zh-CN': '隐藏', en: 'Hide' },
  showOf: { 'zh-CN': '显示{field}', en: 'Show: {field}' },
  hideOf: { 'zh-CN': '隐藏{field}', en: 'Hide: {field}' },
  chinese: {
    'zh-CN': '想用中文，先点“显示”，输入法才会打开。',
    en: 'For Chinese words choose “Show” first, so that the input method opens.',
  },
  strength: { 'zh-CN': '强度：{strength}', en: 'Strength: {strength}' },
  judging: { 'zh-CN': '正在判断强度', en: 'Judging its strength' },
  needsPassphrase: { 'zh-CN': '请先设口令', en: 'Choose a passphrase first' },
  needsStronger: { 'zh-CN': '口令还太弱', en: 'The passphrase is too weak' },
  needsRepeat: { 'zh-CN': '请再输一次口令', en: 'Repeat the passphrase' },
  needsEqual: { 'zh-CN': '两次输入不一样', en: 'The two are not the same' },
  change: { 'zh-CN': '更换口令', en: 'Change the passphrase' },
  changeMore: {
    'zh-CN': '只重新包裹密钥，数据不用重写。旧备份仍用写它时的口令。',
    en: 'Only the key is wrapped anew, no data is rewritten. Older backups keep the passphrase of their time.',
  },
  reset: { 'zh-CN': '设一个新口令', en: 'Set a new passphrase' },
  resetMore: {
    'zh-CN': '你没有用口令就进来了。忘了旧口令的话，现在可以换一个。',
    en: 'You came in without the passphrase. If it is forgotten, set another one now.',
  },
  setPassphrase: { 'zh-CN': '换成新口令', en: 'Use the new passphrase' },
  skip: { 'zh-CN': '保留原来的口令', en: 'Keep the old one' },
  changing: { 'zh-CN': '正在由口令计算密钥（约 1 秒）', en: 'Computing the key (about a second)' },
  changed: { 'zh-CN': '口令已更换', en: 'The passphrase was changed' },
  recovery: { 'zh-CN': '恢复密钥', en: 'Recovery key' },
  recoveryMore: {
    'zh-CN': '忘了口令时，它是唯一的办法。只显示这一次，哪里都不留；请打印或抄下来，和设备分开放。',
    en: 'When the passphrase is forgotten this is the only way in. It is shown this once and kept nowhere: print it or write it down, and keep it apart from the device.',
  },
  group: { 'zh-CN': '第 {number} 组', en: 'Group {number}' },
  print: { 'zh-CN': '打印', en: 'Print' },
  copy: { 'zh-CN': '复制', en: 'Copy' },
  copied: {
    'zh-CN': '已复制；贴到安全的地方后，请清空剪贴板',
    en: 'Copied; paste it somewhere safe, then clear the clipboard',
  },
  copyFailed: { 'zh-CN': '浏览器不让复制，请打印或抄写', en: 'The browser refuses to copy; print it or write it down' },
  download: { 'zh-CN': '存成文本文件', en: 'Save as a text file' },
  confirm: {
    'zh-CN': '对照打印件输入第 {number} 组，确认留好了',
    en: 'Type group {number} from your copy, to show that you have it',
  },
  confirmWrong: { 'zh-CN': '与第 {number} 组不同', en: 'That is not group {number}' },
  done: { 'zh-CN': '完成', en: 'Done' },
  doneNeeds: { 'zh-CN': '先输入第 {number} 组', en: 'Type group {number} first' },
  later: { 'zh-CN': '以后再说', en: 'Later' },
  laterTitle: {
    'zh-CN': '没有恢复密钥，忘了口令就再也打不开',
    en: 'Without it a forgotten passphrase means lost data',
  },
  laterMore: {
    'zh-CN': '这一份不会再显示。导航栏会一直提醒，到设置里可以换一份新的。',
    en: 'This one is not shown again. The navigation keeps reminding you; settings can make a new one.',
  },
  laterYes: { 'zh-CN': '我明白，以后再说', en: 'I understand, later' },
  laterNo: { 'zh-CN': '回去留好它', en: 'Back to keep it' },
  sheetTitle: { 'zh-CN': '掌柜 · 恢复密钥', en: 'Zhanggui · recovery key' },
  sheetFor: { 'zh-CN': '用于 {host}，{date} 生成', en: 'For {host}, made on {date}' },
  sheetUse: {
    'zh-CN': '忘了口令时：打开解锁页，选“用恢复密钥”，输入这九组字符。大小写、空格和横线都不要紧。',
    en: 'When the passphrase is forgotten: on the unlock page choose “Use the recovery key” and type these nine groups. Case, spaces and dashes do not matter.',
  },
  sheetKeep: {
    'zh-CN':
      '谁有它，谁就能打开数据。请像现金一样收好，不要拍照上传。换了新的，这一份就作废；换之前写的备份仍用这一份。',
    en: 'Whoever has it can open the data. Keep it like cash; take no photo that goes to a cloud. A new key makes this one void, except for backups written before.',
  },
  fileName: { 'zh-CN': '掌柜-恢复密钥.txt', en: 'zhanggui-recovery-key.txt' },
} as const;

/** Names of the strengths 0 to 4. */
export const STRENGTHS = [
  { 'zh-CN': '一猜就中', en: 'guessed at once' },
  { 'zh-CN': '很弱', en: 'very weak' },
  { 'zh-CN': '弱', en: 'weak' },
  { 'zh-CN': '好', en: 'good' },
  { 'zh-CN': '很好', en: 'very good' },
] as const;
