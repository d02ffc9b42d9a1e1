import { ensureBuilt } from './ensure-built.ts';
import { serve } from './serve.ts';

if (await ensureBuilt()) console.log('构建完成 / built');
const { url } = await serve(Number(process.env['PORT'] ?? 4173));
console.log(
  `\n  掌柜 Zhanggui  ${url}\n  点“试用示例店”即可看到数据 / “Try the sample shop” fills it\n  Ctrl+C 停止 / stops it\n`,
);
