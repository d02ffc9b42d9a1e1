import { drawPage } from './page.ts';

/* Built into one classic script beside public/backup-check.html: a module would not load from a file on disk. */

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
  body { margin: 0; }
  main { max-width: 40rem; margin: 0 auto; padding: 1.5rem; overflow-wrap: anywhere; }
  main > button { float: right; }
  section { display: grid; gap: 0.5rem; margin: 1.5rem 0; }
  input, button { font: inherit; padding: 0.5rem 0.75rem; min-height: 2.75rem; box-sizing: border-box; max-width: 100%; }
  section button { margin-top: 0.5rem; justify-self: start; }
  ul { list-style: none; padding: 0; display: grid; gap: 0.5rem; }
`;

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);
document.adoptedStyleSheets.push(sheet);
const root = document.querySelector('main');
if (root) drawPage(root, navigator.language.startsWith('zh') ? 'zh-CN' : 'en');
