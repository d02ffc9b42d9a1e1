import type { Text } from '../../domain/contracts/text.ts';

/** Words of the privacy proof. */
export const WORDS = {
  title: { 'zh-CN': '隐私证明', en: 'Privacy proof' },
  lead: {
    'zh-CN': '不必相信我们：下面每一项都可以当场运行，也可以自己核对。',
    en: 'No need to trust us: everything below runs on the spot or can be checked by you.',
  },
  test: { 'zh-CN': '自检', en: 'Self-test' },
  run: { 'zh-CN': '现在自检', en: 'Run it now' },
  running: { 'zh-CN': '正在自检', en: 'Running' },
  again: { 'zh-CN': '再检一次', en: 'Run it again' },
  took: { 'zh-CN': '{channels} 次尝试，用时 {millis} 毫秒', en: '{channels} attempts in {millis} ms' },
  passed: { 'zh-CN': '没有一条对外的路是通的', en: 'No way out was found open' },
  broken: { 'zh-CN': '有保护没有生效', en: 'A guard is not active' },
  notYet: {
    'zh-CN': '每次打开数据之前已自动检过一遍。按下按钮会再试一遍，并多试几条路；被拒绝的尝试会出现在浏览器控制台里。',
    en: 'A short test ran before any data was opened. The button runs it again with more ways; the browser writes each refusal to its console.',
  },
  active: { 'zh-CN': '生效', en: 'active' },
  missing: { 'zh-CN': '未生效', en: 'not active' },
  unsupported: { 'zh-CN': '此浏览器没有', en: 'not in this browser' },
  channels: { 'zh-CN': '试过哪些路', en: 'Ways that were tried' },
  channel: { 'zh-CN': '途径', en: 'Way' },
  page: { 'zh-CN': '页面', en: 'Page' },
  engine: { 'zh-CN': '计算', en: 'Engine' },
  reader: { 'zh-CN': '读文件', en: 'Reader' },
  vault: { 'zh-CN': '保存', en: 'Vault' },
  refused: { 'zh-CN': '被策略拒绝', en: 'refused by policy' },
  failed: { 'zh-CN': '不通', en: 'did not work' },
  open: { 'zh-CN': '通了', en: 'open' },
  absent: { 'zh-CN': '没有此途径', en: 'no such way' },
  settings: { 'zh-CN': '计算引擎自己的开关', en: 'The engine’s own switches' },
  switch: { 'zh-CN': '开关', en: 'Switch' },
  value: { 'zh-CN': '现值', en: 'Value' },
  settingsMore: {
    'zh-CN': '从正在运行的引擎里读回：不许访问外部、不许装扩展、配置已锁死。',
    en: 'Read back from the running engine: no outside access, no extensions, configuration locked.',
  },
  policies: { 'zh-CN': '策略原文', en: 'The policies, word for word' },
  policiesMore: {
    'zh-CN': '前几段是 service worker 给每类文件加上的响应头，最后一段是浏览器在拒绝时报出的、正在执行的策略。',
    en: 'First the headers that the service worker puts on each kind of file; last the policies in force, as the browser named them when it refused.',
  },
  enforced: { 'zh-CN': '浏览器正在执行', en: 'In force in this browser' },
  files: { 'zh-CN': '程序文件的指纹', en: 'Fingerprints of the app’s files' },
  filesMore: {
    'zh-CN': '把本机存着的每个文件重新算一遍 SHA-256，与构建时写下的对照。',
    en: 'Computes the SHA-256 of every stored file again and compares it with what the build wrote down.',
  },
  check: { 'zh-CN': '逐个核对', en: 'Check every file' },
  checked: { 'zh-CN': '{files} 个文件，{bytes}；{same} 个相同', en: '{files} files, {bytes}; {same} the same' },
  file: { 'zh-CN': '文件', en: 'File' },
  size: { 'zh-CN': '大小', en: 'Size' },
  state: { 'zh-CN': '核对', en: 'Check' },
  same: { 'zh-CN': '相同', en: 'same' },
  differs: { 'zh-CN': '不同', en: 'differs' },
  absentFile: { 'zh-CN': '还没存下', en: 'not stored yet' },
  verify: {
    'zh-CN':
      '自己核对：取得源代码，运行下面的命令。同一份源代码构建两次，文件逐字节相同（每次测试都会验证），因此指纹应与上表一致。',
    en: 'Check it yourself: take the source and run these. The same source gives the same bytes twice (every test run proves it), so the fingerprints must match the table.',
  },
  limits: { 'zh-CN': '这里没有证明什么', en: 'What is not proven here' },
  airplane: { 'zh-CN': '飞行模式走一遍', en: 'An airplane-mode walk-through' },
  families: { 'zh-CN': '不同浏览器差在哪里', en: 'How browsers differ' },
  guard: { 'zh-CN': '保护', en: 'Guard' },
} as const satisfies Record<string, Text>;

/** Each way out as a person would name it. */
export const CHANNELS: Readonly<Record<string, Text>> = {
  fetch: { 'zh-CN': '请求别的网站（fetch）', en: 'Request to another site (fetch)' },
  'fetch-own': { 'zh-CN': '请求本站服务器（fetch）', en: 'Request to our own host (fetch)' },
  xhr: { 'zh-CN': '请求别的网站（XHR）', en: 'Request to another site (XHR)' },
  'xhr-own': { 'zh-CN': '请求本站服务器（XHR）', en: 'Request to our own host (XHR)' },
  websocket: { 'zh-CN': '长连接（WebSocket）', en: 'Standing connection (WebSocket)' },
  eventsource: { 'zh-CN': '订阅（EventSource）', en: 'Subscription (EventSource)' },
  beacon: { 'zh-CN': '离开时上报（sendBeacon）', en: 'Report on leaving (sendBeacon)' },
  image: { 'zh-CN': '借图片带出', en: 'Hidden in an image address' },
  font: { 'zh-CN': '借字体带出', en: 'Hidden in a font address' },
  import: { 'zh-CN': '载入别处的脚本', en: 'Script from elsewhere' },
  'frame-src': { 'zh-CN': '嵌入别的网页', en: 'Another site in a frame' },
  window: { 'zh-CN': '打开新窗口', en: 'A new window' },
  'trusted-types-sink': { 'zh-CN': '把文本当网页写入', en: 'Text written as markup' },
};

/** What no page can prove about itself. */
export const LIMITS: readonly Text[] = [
  {
    'zh-CN':
      '第一次打开时，你信任的是提供本页的网站：它若存心作恶，可以给你另一份程序。对此只有核对指纹，或由团队自己托管。',
    en: 'The first visit trusts the host of this page: a hostile one could hand you another program. Only the fingerprints, or hosting it yourselves, help.',
  },
  {
    'zh-CN': '浏览器至多 24 小时会自行检查 service worker 是否更新，作恶的网站可以借此替换程序，本页拦不住。',
    en: 'Browsers look for a newer service worker at least every 24 hours; a hostile host could replace the program that way, and this page cannot stop it.',
  },
  {
    'zh-CN': '能读取所有网页的浏览器扩展，也能读取这里的数据。处理敏感数据时，请用没有扩展的浏览器配置。',
    en: 'A browser extension that may read all pages reads this one too. Use a profile without extensions for sensitive data.',
  },
  {
    'zh-CN': '操作系统、输入法、截屏软件和恶意程序在浏览器之外，这里无法证明。',
    en: 'The operating system, input methods, screen recorders and malware are outside the browser and outside this proof.',
  },
  {
    'zh-CN': '你自己导出、复制、发送的文件，离开后不再受保护。',
    en: 'What you export, copy or send yourself is no longer guarded once it has left.',
  },
];

/** Steps that need nothing of ours to be believed. */
export const STEPS: readonly Text[] = [
  { 'zh-CN': '等左侧出现“可离线使用”。', en: 'Wait until “Works offline” shows in the side bar.' },
  {
    'zh-CN': '打开飞行模式，或拔掉网线、关掉 Wi-Fi。',
    en: 'Switch on airplane mode, or pull the cable and turn Wi-Fi off.',
  },
  { 'zh-CN': '刷新本页：它照常打开。', en: 'Reload this page: it opens as before.' },
  {
    'zh-CN': '放入你的文件，看数字、下钻、导出：都照常。',
    en: 'Put in your files, look at numbers, drill down, export: all as before.',
  },
  {
    'zh-CN': '关闭本页的标签页，再恢复网络。其间没有连接，就没有东西可以发出；之后页面已不在。',
    en: 'Close this tab, then switch the network back on. Nothing could leave while there was no network, and afterwards the page is gone.',
  },
];

/** Which family can have which guard, and what stands in for it. */
export const FAMILIES: readonly { guard: Text; chromium: Text; firefox: Text; webkit: Text }[] = [
  {
    guard: { 'zh-CN': '对外连接、图片、脚本等被拒绝', en: 'Connections, images, scripts refused' },
    chromium: { 'zh-CN': '浏览器', en: 'by the browser' },
    firefox: { 'zh-CN': '浏览器', en: 'by the browser' },
    webkit: { 'zh-CN': '浏览器', en: 'by the browser' },
  },
  {
    guard: { 'zh-CN': '弹出新窗口', en: 'New windows' },
    chromium: { 'zh-CN': '浏览器', en: 'by the browser' },
    firefox: { 'zh-CN': '浏览器', en: 'by the browser' },
    webkit: { 'zh-CN': '浏览器', en: 'by the browser' },
  },
  {
    guard: { 'zh-CN': '整页跳转到别处', en: 'Navigation elsewhere' },
    chromium: { 'zh-CN': '浏览器（152 起）', en: 'by the browser (from 152)' },
    firefox: { 'zh-CN': '仅脚本拦截', en: 'by script only' },
    webkit: { 'zh-CN': '新版仅脚本拦截，旧版不能', en: 'by script in new versions, not in older ones' },
  },
  {
    guard: { 'zh-CN': '点对点连接（WebRTC）', en: 'Peer connections (WebRTC)' },
    chromium: { 'zh-CN': '浏览器（152 起）', en: 'by the browser (from 152)' },
    firefox: { 'zh-CN': '仅脚本拦截', en: 'by script only' },
    webkit: { 'zh-CN': '仅脚本拦截', en: 'by script only' },
  },
];
