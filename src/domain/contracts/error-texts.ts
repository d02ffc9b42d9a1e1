import type { Text } from './text.ts';

/**
 * Everything that can be expected to go wrong: what happened (`text`) and what to do (`hint`).
 * A `{placeholder}` must stand in both languages; it never carries a value from a user's row.
 */
export const ERRORS = {
  ENGINE_START_TIMEOUT: {
    text: { 'zh-CN': '计算引擎 {seconds} 秒内没有启动', en: 'The engine did not start within {seconds} s' },
    hint: {
      'zh-CN': '刷新页面重试；若仍不行，请检查浏览器扩展或安全策略是否禁止了 WebAssembly。',
      en: 'Reload the page; if it stays, check whether an extension or policy forbids WebAssembly.',
    },
  },
  GUARDS_INACTIVE: {
    text: {
      'zh-CN': '防外传保护没有生效（{guards}），已拒绝打开数据',
      en: 'Guards against sending are not active ({guards}); data was not opened',
    },
    hint: {
      'zh-CN': '刷新页面重试；若仍不行，请检查网站是否改动了安全响应头，或浏览器扩展是否介入。',
      en: 'Reload the page; if it stays, check whether the host changed the security headers or an extension interferes.',
    },
  },
  NO_SERVICE_WORKER: {
    text: {
      'zh-CN': '浏览器没有启用 service worker，无法把引擎和网络隔开，已拒绝打开数据',
      en: 'No service worker runs here, so the engine cannot be kept apart from the network; data was not opened',
    },
    hint: {
      'zh-CN': '请用 HTTPS 地址、普通（非隐私）窗口和较新的浏览器打开。',
      en: 'Open the app over HTTPS, in an ordinary window of a current browser.',
    },
  },
  ENGINE_NOT_STORED: {
    text: {
      'zh-CN': '计算引擎没有存到本机',
      en: 'The engine could not be stored on this device',
    },
    hint: {
      'zh-CN': '检查网络和磁盘空间后刷新页面；已下载的部分会保留。',
      en: 'Check the network and free disk space, then reload; what has arrived is kept.',
    },
  },
  ENGINE_NOT_SEALED: {
    text: {
      'zh-CN': '引擎设置“{setting}”未生效，已拒绝打开数据',
      en: 'Engine setting “{setting}” did not hold; data was not opened',
    },
    hint: {
      'zh-CN': '请更新浏览器后重试，并把诊断信息发给我们。',
      en: 'Update the browser and try again; send us the diagnostics.',
    },
  },
  ENGINE_OUT_OF_MEMORY: {
    text: {
      'zh-CN': '内存不足，这一步没有完成；已提交的数据完好',
      en: 'Out of memory; this step did not finish, committed data is intact',
    },
    hint: {
      'zh-CN': '缩小时间范围或先关闭其他标签页，再试一次。',
      en: 'Narrow the period or close other tabs, then try again.',
    },
  },
  ENGINE_CRASHED: {
    text: {
      'zh-CN': '计算引擎意外停止，已从最近一次提交恢复',
      en: 'The engine stopped unexpectedly and was restored from the last commit',
    },
    hint: { 'zh-CN': '请重试刚才的操作。', en: 'Try the last action again.' },
  },
  CANCELLED: {
    text: { 'zh-CN': '已取消', en: 'Cancelled' },
    hint: { 'zh-CN': '数据与取消之前相同。', en: 'The data is as it was before.' },
  },
  QUERY_INVALID: {
    text: { 'zh-CN': '查询无法执行：{reason}', en: 'The query cannot run: {reason}' },
    hint: { 'zh-CN': '检查表名、列名和语法后再试。', en: 'Check table names, columns and syntax.' },
  },
  QUERY_FORBIDDEN: {
    text: { 'zh-CN': '这条查询会读到不对查询开放的内容', en: 'This query would read what is not open to queries' },
    hint: {
      'zh-CN': '买家与收件人的信息和文件不能用 SQL 读取；其余的表都可以。',
      en: 'Buyers’ and recipients’ details and files cannot be read by SQL; every other table can.',
    },
  },
  CONTACTS_NOT_STORED: {
    text: { 'zh-CN': '个人信息没能存下', en: 'The personal columns could not be stored' },
    hint: { 'zh-CN': '这个文件没有导入任何内容；请再试一次。', en: 'Nothing of this file was imported; try again.' },
  },
  METRIC_UNKNOWN: {
    text: { 'zh-CN': '没有名为“{metric}”的指标', en: 'There is no metric “{metric}”' },
    hint: { 'zh-CN': '在指标目录中查看可用的指标。', en: 'See the catalogue for what there is.' },
  },
  DIMENSION_UNKNOWN: {
    text: { 'zh-CN': '没有名为“{dimension}”的维度', en: 'There is no dimension “{dimension}”' },
    hint: { 'zh-CN': '可用维度：{known}', en: 'Known dimensions: {known}' },
  },
  ANALYSIS_UNKNOWN: {
    text: { 'zh-CN': '没有名为“{analysis}”的分析', en: 'There is no analysis “{analysis}”' },
    hint: { 'zh-CN': '在目录中查看可用的分析。', en: 'See the catalogue for what there is.' },
  },
  BUYERS_UNKNOWN: {
    text: {
      'zh-CN': '所选订单都不带买家标识，无法按人分析',
      en: 'None of these orders carries a buyer id, so people cannot be told apart',
    },
    hint: {
      'zh-CN': '导入带买家标识的订单报表（如淘宝、京东、Shopify），或放宽筛选。',
      en: 'Import an order report with buyer ids (Taobao, JD, Shopify…), or widen the filters.',
    },
  },
  PARAM_INVALID: {
    text: { 'zh-CN': '参数“{name}”不正确：{reason}', en: 'Parameter “{name}” is wrong: {reason}' },
    hint: { 'zh-CN': '改正后再试。', en: 'Correct it and try again.' },
  },
  FILE_EMPTY: {
    text: { 'zh-CN': '“{file}”是空的', en: '“{file}” is empty' },
    hint: { 'zh-CN': '请从平台重新导出后再放入。', en: 'Export it again from the platform.' },
  },
  FILE_NOT_A_TABLE: {
    text: { 'zh-CN': '“{file}”不是表格文件（看起来是 {kind}）', en: '“{file}” is not a table (it looks like {kind})' },
    hint: {
      'zh-CN': '支持 CSV、TXT、XLSX、XLS、ODS 以及装有它们的 ZIP、GZ。',
      en: 'CSV, TXT, XLSX, XLS, ODS and ZIP or GZ holding them can be read.',
    },
  },
  FILE_ENCRYPTED: {
    text: { 'zh-CN': '“{file}”有打开密码', en: '“{file}” is protected by a password' },
    hint: { 'zh-CN': '去掉密码另存一份，再放入。', en: 'Save a copy without the password and drop that.' },
  },
  FILE_DAMAGED: {
    text: { 'zh-CN': '“{file}”已损坏：{reason}', en: '“{file}” is damaged: {reason}' },
    hint: { 'zh-CN': '请重新下载或导出一次。', en: 'Download or export it again.' },
  },
  FILE_UNSAFE: {
    text: { 'zh-CN': '“{file}”已拒绝：{reason}', en: '“{file}” was refused: {reason}' },
    hint: {
      'zh-CN': '正常的平台导出不会这样；请确认文件来源。',
      en: 'No platform exports such a file; check where it came from.',
    },
  },
  FILE_TOO_LARGE: {
    text: { 'zh-CN': '“{file}”超过上限：{reason}', en: '“{file}” is over a limit: {reason}' },
    hint: { 'zh-CN': '按月份分成几个文件导出。', en: 'Export it in several files, month by month.' },
  },
  FILE_UNREADABLE: {
    text: { 'zh-CN': '读不出“{file}”：{reason}', en: '“{file}” cannot be read: {reason}' },
    hint: {
      'zh-CN': '请确认文件未被其他程序占用或移动，再放入一次。',
      en: 'Make sure it was not moved or locked, then drop it again.',
    },
  },
  FILE_ENCODING: {
    text: {
      'zh-CN': '“{file}”按 {encoding} 解码失败，位置：第 {line} 行',
      en: '“{file}” is not valid {encoding} at line {line}',
    },
    hint: { 'zh-CN': '在文件卡片上换一种编码试试。', en: 'Choose another encoding on the file card.' },
  },
  READER_STALLED: {
    text: {
      'zh-CN': '“{file}” {seconds} 秒没有进展，已停止',
      en: '“{file}” made no progress for {seconds} s and was stopped',
    },
    hint: {
      'zh-CN': '文件可能异常；用 WPS/Excel 另存为 CSV 再试。',
      en: 'The file may be malformed; save it as CSV and try again.',
    },
  },
  HEADER_NOT_FOUND: {
    text: { 'zh-CN': '前 20 行里找不到“{file}”的表头', en: 'No header was found in the first 20 rows of “{file}”' },
    hint: { 'zh-CN': '确认文件含有列名这一行。', en: 'Make sure the file has a row with column names.' },
  },
  FORMAT_UNKNOWN: {
    text: { 'zh-CN': '无法识别“{file}”的导出格式', en: 'Cannot tell which system exported “{file}”' },
    hint: {
      'zh-CN': '请点“指明各列”说明含义，下次同样的表头会自动识别。',
      en: 'Press “Explain the columns”; the same header is recognised next time.',
    },
  },
  COLUMN_MISSING: {
    text: { 'zh-CN': '“{file}”缺少必需的列“{column}”', en: '“{file}” lacks the required column “{column}”' },
    hint: {
      'zh-CN': '导出时勾选该列，或检查表头是否被改名。',
      en: 'Tick that column when exporting, or check whether it was renamed.',
    },
  },
  IMPORT_UNKNOWN: {
    text: { 'zh-CN': '找不到这次导入', en: 'That import does not exist' },
    hint: { 'zh-CN': '它可能已经撤销。', en: 'It may have been undone already.' },
  },
  WRONG_PASSPHRASE: {
    text: { 'zh-CN': '口令不对', en: 'That is not the passphrase' },
    hint: {
      'zh-CN': '检查大小写和输入法后再试，也可以用恢复密钥。数据没有改动。',
      en: 'Check capitals and the input method, or use the recovery key. Nothing was changed.',
    },
  },
  RECOVERY_KEY_MISTYPED: {
    text: { 'zh-CN': '恢复密钥里有输错或漏掉的字符', en: 'The recovery key has a wrong or missing character' },
    hint: { 'zh-CN': '对照打印件逐组检查。', en: 'Compare it group by group with the printed one.' },
  },
  WRONG_RECOVERY_KEY: {
    text: { 'zh-CN': '这个恢复密钥不属于这份数据', en: 'This recovery key belongs to other data' },
    hint: {
      'zh-CN': '换过恢复密钥的，请用最新打印的一份；旧备份用当时的那一份。',
      en: 'Use the one printed last; an older backup opens with the key of its time.',
    },
  },
  WRONG_PASSKEY: {
    text: { 'zh-CN': '这个通行密钥打不开这份数据', en: 'This passkey does not open this data' },
    hint: { 'zh-CN': '请改用口令或恢复密钥。', en: 'Use the passphrase or the recovery key instead.' },
  },
  VAULT_LOCKED: {
    text: { 'zh-CN': '数据已锁定', en: 'The data is locked' },
    hint: { 'zh-CN': '解锁后再试。', en: 'Unlock it and try again.' },
  },
  CLASS_NOT_HELD: {
    text: { 'zh-CN': '当前身份没有“{class}”类数据的密钥', en: 'This role holds no key for “{class}” data' },
    hint: { 'zh-CN': '请由持有者解锁。', en: 'Ask someone who holds it to unlock.' },
  },
  KEYS_DAMAGED: {
    text: { 'zh-CN': '密钥记录已损坏，已拒绝打开', en: 'The key record is damaged and was not opened' },
    hint: { 'zh-CN': '请从备份恢复。', en: 'Restore from a backup.' },
  },
  KEYS_NEWER: {
    text: {
      'zh-CN': '数据由更新版本的应用锁定（密钥记录第 {version} 版）',
      en: 'A newer version of the app locked this data (key record {version})',
    },
    hint: { 'zh-CN': '更新应用后再打开；数据没有改动。', en: 'Update the app, then open it; nothing was changed.' },
  },
  KEY_MEMORY_SHORT: {
    text: { 'zh-CN': '内存不足，算不出密钥（需要 {mib} MB）', en: 'Not enough memory to compute the key ({mib} MB)' },
    hint: { 'zh-CN': '关闭其他标签页和程序后再试。', en: 'Close other tabs and programs, then try again.' },
  },
  BACKUP_NOT_RECOGNISED: {
    text: { 'zh-CN': '这不是掌柜的备份文件', en: 'This is not a backup of this app' },
    hint: { 'zh-CN': '请选择以 .zgbackup 结尾的文件。', en: 'Choose a file that ends in .zgbackup.' },
  },
  BACKUP_NEWER: {
    text: {
      'zh-CN': '备份由更新版本的应用写成（格式第 {version} 版）',
      en: 'A newer version of the app wrote this backup (format {version})',
    },
    hint: { 'zh-CN': '更新应用后再打开；文件完好。', en: 'Update the app, then open it; the file is intact.' },
  },
  BACKUP_INCOMPLETE: {
    text: { 'zh-CN': '备份文件不完整，已拒绝', en: 'The backup is incomplete and was refused' },
    hint: {
      'zh-CN': '重新复制或下载一次，或换一份备份。',
      en: 'Copy or download it again, or take another backup.',
    },
  },
  BACKUP_DAMAGED: {
    text: { 'zh-CN': '备份文件的内容被改动或损坏，已拒绝', en: 'The backup was altered or damaged and was refused' },
    hint: {
      'zh-CN': '重新复制或下载一次，或换一份备份。',
      en: 'Copy or download it again, or take another backup.',
    },
  },
  VAULT_DAMAGED: {
    text: { 'zh-CN': '保存的数据有损坏（{part}）', en: 'Saved data is damaged ({part})' },
    hint: {
      'zh-CN': '请不要清除浏览器数据；从最近的备份恢复。',
      en: 'Do not clear the browser’s data; restore the latest backup.',
    },
  },
  VAULT_KEY_WRONG: {
    text: { 'zh-CN': '这把密钥打不开保存的数据', en: 'This key does not open the saved data' },
    hint: {
      'zh-CN': '数据没有改动；请用保存时的口令或恢复密钥再试。',
      en: 'Nothing was changed; try the passphrase or recovery key it was saved with.',
    },
  },
  VAULT_NEWER: {
    text: {
      'zh-CN': '数据由更新的版本保存（格式 {found}，本版本只认到 {known}）',
      en: 'The data was saved by a newer version (format {found}; this one knows up to {known})',
    },
    hint: {
      'zh-CN': '数据没有改动；联网刷新页面，换到新版本后再打开。',
      en: 'Nothing was changed; go online and reload to get the newer version.',
    },
  },
  VAULT_BUSY: {
    text: { 'zh-CN': '数据正被另一个标签页使用', en: 'Another tab is using the data' },
    hint: { 'zh-CN': '关闭另一个标签页后再试。', en: 'Close the other tab and try again.' },
  },
  VAULT_EXISTS: {
    text: { 'zh-CN': '这个浏览器里已有保存的数据', en: 'This browser already holds saved data' },
    hint: {
      'zh-CN': '刷新页面并解锁它；需要的话，再在那里导入这些文件。',
      en: 'Reload the page and unlock it; then import these files there if you need to.',
    },
  },
  VAULT_TAKEN: {
    text: { 'zh-CN': '另一个标签页已接手这份数据', en: 'Another tab has taken this data over' },
    hint: { 'zh-CN': '在那个标签页继续，或在这里重新接手。', en: 'Go on there, or take it back here.' },
  },
  STORAGE_MISSING: {
    text: { 'zh-CN': '这个浏览器窗口没有可长期保存的地方', en: 'This browser window has no place to keep data' },
    hint: {
      'zh-CN': '无痕窗口不保存数据；换普通窗口，或换 Chrome、Edge、Firefox、Safari 的新版本。',
      en: 'Private windows keep nothing; use an ordinary one, or a recent Chrome, Edge, Firefox or Safari.',
    },
  },
  VAULT_READ_FAILED: {
    text: { 'zh-CN': '浏览器没能读出保存的数据', en: 'The browser could not read the saved data' },
    hint: { 'zh-CN': '数据没有改动；请刷新页面重试。', en: 'Nothing was changed; reload the page and try again.' },
  },
  VAULT_WRITE_FAILED: {
    text: {
      'zh-CN': '这次没有存上；之前保存的数据完好',
      en: 'This was not saved; what was saved before is intact',
    },
    hint: {
      'zh-CN': '请再保存一次；仍不行时先做一次备份再重启浏览器。',
      en: 'Save again; if it fails again, make a backup, then restart the browser.',
    },
  },
  VAULT_FULL: {
    text: {
      'zh-CN': '空间不足，还差约 {megabytes} MB，这次没有存上；之前保存的数据完好',
      en: 'About {megabytes} MB of space is missing; this was not saved, what was saved before is intact',
    },
    hint: {
      'zh-CN': '清理磁盘或其他网站的数据，腾出空间后再保存一次。',
      en: 'Free disk space or remove data of other sites, then save again.',
    },
  },
} as const satisfies Record<string, { text: Text; hint: Text }>;
