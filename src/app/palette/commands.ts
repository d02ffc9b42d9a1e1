import type { Text } from '../../domain/contracts/text.ts';
import type { Session } from '../../state/session.svelte.ts';
import { backUpToFile } from '../vault/back-up.ts';
import { PAGES } from '../registry.ts';
import type { Shell } from '../shell-context.ts';

/** Something the user can do from anywhere: in the palette, by keys, and listed on the shortcut sheet. */
export type Command = {
  readonly id: string;
  readonly group: Text;
  readonly title: Text;
  /** More words to find it by. */
  readonly also?: string;
  /** A tinykeys binding, e.g. `g o` or `/`. */
  readonly keys?: string;
  readonly run: () => void;
};

const GO: Text = { 'zh-CN': '前往', en: 'Go to' };
const DO: Text = { 'zh-CN': '操作', en: 'Do' };
const METRICS: Text = { 'zh-CN': '指标', en: 'Metrics' };

/** Every page, act and metric of this moment. */
export function listCommands(session: Session, shell: Shell, openSheet: () => void): Command[] {
  return [
    ...pageCommands(shell),
    ...actCommands(session, shell, openSheet),
    ...vaultCommands(session),
    ...metricCommands(session, shell),
  ];
}

function pageCommands(shell: Shell): Command[] {
  return PAGES.map((page) => ({
    id: `go ${page.path}`,
    group: GO,
    title: page.title,
    also: `${page.question['zh-CN']} ${page.question.en}`,
    keys: `g ${page.key}`,
    run: () => {
      location.hash = shell.linkTo(page.path);
    },
  }));
}

function actCommands(session: Session, shell: Shell, openSheet: () => void): Command[] {
  const { settings, importing, filters } = session;
  const dark = settings.theme === 'dark';
  const acts: Command[] = [
    {
      id: 'files',
      group: DO,
      title: { 'zh-CN': '放入我的文件', en: 'Open my files' },
      also: 'import upload 导入',
      keys: 'i',
      run: shell.chooseFiles,
    },
    {
      id: 'search',
      group: DO,
      title: { 'zh-CN': '搜索订单', en: 'Search orders' },
      keys: '/',
      run: () => focusSearch(shell),
    },
    {
      id: 'theme',
      group: DO,
      title: dark
        ? { 'zh-CN': '换成浅色', en: 'Use the light theme' }
        : { 'zh-CN': '换成深色', en: 'Use the dark theme' },
      also: 'theme 主题 外观',
      run: () => settings.change({ theme: dark ? 'light' : 'dark' }),
    },
    {
      id: 'language',
      group: DO,
      title: { 'zh-CN': 'Switch to English', en: '换成中文' },
      also: 'language 语言 english 中文',
      run: () => settings.change({ locale: settings.locale === 'en' ? 'zh-CN' : 'en' }),
    },
    { id: 'print', group: DO, title: { 'zh-CN': '打印本页', en: 'Print this page' }, also: 'pdf', run: () => print() },
    { id: 'keys', group: DO, title: { 'zh-CN': '键盘快捷键', en: 'Keyboard shortcuts' }, keys: '?', run: openSheet },
  ];
  if (!session.hasData) {
    acts.push({
      id: 'sample',
      group: DO,
      title: { 'zh-CN': '试用示例店', en: 'Try the sample shop' },
      also: 'demo',
      run: () => void importing.loadSample(),
    });
  }
  if (Object.keys(filters.members).length > 0) {
    acts.push({
      id: 'unfilter',
      group: DO,
      title: { 'zh-CN': '清除筛选', en: 'Clear filters' },
      run: () => filters.clearMembers(),
    });
  }
  return acts;
}

function vaultCommands(session: Session): Command[] {
  const { vault } = session;
  const { state } = vault;
  const restore: Command = {
    id: 'restore',
    group: DO,
    title: { 'zh-CN': '从备份恢复', en: 'Restore a backup' },
    also: 'backup 备份 还原',
    run: () => (vault.task = 'restore'),
  };
  const save: Command = {
    id: 'save',
    group: DO,
    title: { 'zh-CN': '加密保存在本机', en: 'Save on this device, encrypted' },
    also: 'vault passphrase 口令 保存',
    run: () => (vault.task = 'save'),
  };
  if (state.is === 'memory') return state.storage === null ? [] : [...(session.hasData ? [save] : []), restore];
  if (state.is !== 'open') return [];
  return [
    {
      id: 'lock',
      group: DO,
      title: { 'zh-CN': '立即锁定', en: 'Lock now' },
      also: 'lock 锁 离开',
      run: () => void vault.lock('hand'),
    },
    {
      id: 'back-up',
      group: DO,
      title: { 'zh-CN': '备份', en: 'Back up' },
      also: 'backup export 导出 备份文件',
      run: () => void backUpToFile(session),
    },
    restore,
  ];
}

function metricCommands(session: Session, shell: Shell): Command[] {
  return session.metrics.map((metric) => ({
    id: `metric ${metric.id}`,
    group: METRICS,
    title: metric.title,
    also: `${metric.id} ${metric.title['zh-CN']} ${metric.title.en}`,
    run: () => {
      const params = new URLSearchParams(shell.router.params);
      params.set('metric', metric.id);
      shell.router.go('/', params);
    },
  }));
}

function focusSearch(shell: Shell): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]');
  if (field) field.focus();
  else location.hash = shell.linkTo('/orders');
}
