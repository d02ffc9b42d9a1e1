/** Words of the screens that stand in place of the pages while saved data is closed. */
export const GATE_WORDS = {
  locked: { 'zh-CN': '数据已锁定', en: 'Your data is locked' },
  lockedMore: {
    'zh-CN': '数据加密保存在这个浏览器里，解锁前谁也读不出。',
    en: 'It is saved in this browser, encrypted; nobody can read it until it is unlocked.',
  },
  looking: { 'zh-CN': '正在打开本机保存的数据', en: 'Opening the data saved on this device' },
  locking: { 'zh-CN': '正在锁定', en: 'Locking' },
  lockingMore: {
    'zh-CN': '正在结束持有密钥和数据的线程；进行中的导入会先完成。',
    en: 'Threads that hold keys and data are ending; an import under way is finished first.',
  },
  passphrase: { 'zh-CN': '口令', en: 'Passphrase' },
  recoveryKey: { 'zh-CN': '恢复密钥', en: 'Recovery key' },
  recoveryHint: {
    'zh-CN': '九组，每组四个字符；大小写、空格和横线都不要紧。',
    en: 'Nine groups of four; case, spaces and dashes do not matter.',
  },
  unlock: { 'zh-CN': '解锁', en: 'Unlock' },
  unlocking: {
    'zh-CN': '正在由口令计算密钥，约 1 秒；有意算得慢，猜口令的人也只能这么慢',
    en: 'Computing the key takes about a second, on purpose: whoever guesses is as slow',
  },
  opening: { 'zh-CN': '正在打开数据', en: 'Opening the data' },
  useRecovery: { 'zh-CN': '用恢复密钥', en: 'Use the recovery key' },
  usePassphrase: { 'zh-CN': '用口令', en: 'Use the passphrase' },
  usePasskey: { 'zh-CN': '用通行密钥', en: 'Use a passkey' },
  stuck: { 'zh-CN': '打不开？', en: 'Cannot get in?' },
  stuckMore: {
    'zh-CN': '口令和恢复密钥都没有了，谁也打不开这份数据，我们也不能。可以从备份恢复，或清除后重新开始。',
    en: 'Without passphrase and recovery key nobody can open this data, not even we. Restore a backup, or erase it and begin anew.',
  },
  restore: { 'zh-CN': '从备份恢复', en: 'Restore a backup' },
  erase: { 'zh-CN': '清除并重新开始', en: 'Erase and begin anew' },
  filesWait: {
    'zh-CN': '放入的 {count} 个文件会在解锁后导入。',
    en: '{count} files wait and are imported once it is unlocked.',
  },
  elsewhere: { 'zh-CN': '另一个标签页正在使用这份数据', en: 'Another tab is using this data' },
  elsewhereMore: {
    'zh-CN': '同一时间只由一个标签页读写，数据才不会互相覆盖。可以在那个标签页继续，也可以在这里接手，那边会立即停下。',
    en: 'One tab at a time reads and writes, so that none overwrites another. Go on there, or take over here: the other one stops at once.',
  },
  taken: { 'zh-CN': '另一个标签页已接手', en: 'Another tab took over here' },
  takenMore: {
    'zh-CN': '这里已停止读写，保存过的数据都在。可以在那个标签页继续，也可以在这里重新接手。',
    en: 'This tab has stopped; everything that was saved is there. Go on in the other one, or take it back.',
  },
  takeOver: { 'zh-CN': '在这里接手', en: 'Take over here' },
  failed: { 'zh-CN': '保存的数据没有打开', en: 'The saved data did not open' },
  reload: { 'zh-CN': '重新载入', en: 'Reload' },
  lost: { 'zh-CN': '保存的数据不见了', en: 'The saved data is gone' },
  lostMore: {
    'zh-CN': '浏览器清除了 {date} 保存在这里的数据。这通常发生在空间不足、清理浏览数据，或很久没有打开之后。',
    en: 'The browser removed the data saved here on {date}. That happens when space runs short, when browsing data is cleared, or after a long time without a visit.',
  },
  lostBackup: {
    'zh-CN': '最后一次备份：{date}。有备份文件就能恢复到那一天。',
    en: 'Last backup: {date}. With that file everything of that day comes back.',
  },
  lostNoBackup: {
    'zh-CN': '没有记录到备份。若手上有别处写的备份文件，仍可恢复；也可以重新导入平台导出的文件。',
    en: 'No backup was recorded. One written elsewhere still works; the platforms’ export files can be imported again.',
  },
  anew: { 'zh-CN': '重新开始', en: 'Begin anew' },
} as const;

/** Why the data is locked; nothing at the start of a visit. */
export const LOCK_REASONS = {
  start: { 'zh-CN': '', en: '' },
  hand: { 'zh-CN': '你刚才锁定了它。', en: 'You locked it.' },
  idle: { 'zh-CN': '一段时间没有操作，已自动锁定。', en: 'Nobody was here for a while, so it locked itself.' },
  hidden: { 'zh-CN': '页面离开视线太久，已自动锁定。', en: 'The page was out of sight for long, so it locked itself.' },
  slept: { 'zh-CN': '设备休眠过，已自动锁定。', en: 'The device was asleep, so it locked itself.' },
} as const;
